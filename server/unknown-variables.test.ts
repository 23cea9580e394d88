import { expect, test } from 'vitest';
import { createTestApp } from './testing/create-test-app.ts';
import { findUnknownVariables } from './unknown-variables.ts';

test('a misspelt variable is named at the start, with the nearest one', async () => {
  const { logs } = await createTestApp({
    databaseUrl: 'file::memory:',
    variables: { AUDIT_WEBHOK_URL: 'https://audit.example' },
  });
  expect(logs.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 40,
      variable: 'AUDIT_WEBHOK_URL',
      nearest: 'AUDIT_WEBHOOK_URL',
      msg: 'A variable is set that nothing reads',
    },
  ]);
});

test.each([
  ['SMS_WEBHOK_URL', 'SMS_WEBHOOK_URL'],
  ['sms_webhook_url', 'SMS_WEBHOOK_URL'],
  ['BACKEND_COOKIE', 'BACKEND_COOKIES'],
  ['SMS_WEBHOOK_TIMEOUT', null],
  ['BACKEND_SCHEMA_SIZE', null],
  ['RESEND_AFTER', null],
])('%s is unknown', (name, nearest) => {
  expect(findUnknownVariables({ [name]: 'x' })).toEqual([{ name, nearest }]);
});

test('variables of a desktop, of Kubernetes and of OpenTelemetry are not named, nor one beside the right name', () => {
  const names = [
    ...[
      'HOME',
      'HOSTNAME',
      'HOSTTYPE',
      'PWD',
      'LANG',
      'LC_ALL',
      'LANGUAGE',
      'TERM',
      'TEMP',
      'TMP',
      'SHELL',
      'PATH',
    ],
    ...[
      'SESSION_MANAGER',
      'XDG_SESSION_ID',
      'DESKTOP_SESSION',
      'GDMSESSION',
      'DEFAULTS_PATH',
      'NODE_OPTIONS',
    ],
    ...[
      'NODE_PATH',
      'NODE_NAME',
      'LOGNAME',
      'LOG_FORMAT',
      'PUBLIC_URL',
      'DATABASE_HOST',
      'KUBERNETES_SERVICE_HOST',
    ],
    ...['BACKEND_SERVICE_HOST', 'BACKEND_SERVICE_PORT_HTTP', 'BACKEND_PORT', 'BACKEND_PORT_80_TCP_ADDR'],
    ...['ADMIN_SERVICE_HOST', 'OIDC_PORT_443_TCP', 'OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_RESOURCE_ATTRIBUTES'],
    'DATABASE_URI',
  ];
  const variables = Object.fromEntries(names.map((name) => [name, 'x']));
  const own = { DATABASE_URL: 'file::memory:', SMS_WEBHOOK_URL: 'https://sms.example' };
  expect(findUnknownVariables({ ...variables, ...own, BACKEND_UR: '' })).toEqual([]);
});
