import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { getDatabaseFile } from './database-url.ts';
import { readCommandDatabase, readCommandEnv, readEnv } from './env.ts';
import { EnvError } from './env-error.ts';
import { createFolder } from './testing/create-database.ts';

const memory = { DATABASE_URL: 'file::memory:' };
const secret = 'sixteen letters!';
const gateway = 'https://sms.example';
/** 24 bytes in base64. */
const key = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0';
const postgres = 'postgres://user:password@db.example/customers';

function getProblem(variables: Record<string, string>): string {
  try {
    readEnv({ ...memory, ...variables });
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return 'none';
}

test('without variables the defaults hold', () => {
  expect(readEnv({ ...memory, SESSION_SECRET: secret })).toEqual({
    port: 3000,
    host: 'localhost',
    databaseUrl: 'file::memory:',
    sessionSecrets: [secret],
    sessionIdle: 1_800_000,
    sessionMax: 43_200_000,
    keepSignedIn: true,
    smsWebhookUrl: null,
    smsWebhookSecret: null,
    profileForm: null,
    config: {},
    localesFolder: null,
    defaultLanguage: null,
    defaultCountry: 'AE',
    trustProxy: 0,
    publicOrigin: null,
    bodyLimit: 1_048_576,
    fileLimit: 10_485_760,
    shutdownDelay: 1000,
    logLevel: 'info',
    playground: false,
    backend: null,
    admin: null,
    audit: { isWritten: true, webhook: null, retention: 365 * 86_400_000 },
    changes: { webhook: null, retention: 30 * 86_400_000 },
    changeFeed: null,
    hstsSubdomains: false,
    telemetry: { hasMetrics: false, tracesUrl: null, serviceName: 'profile-page' },
    oidc: null,
    unknownVariables: [],
  });
});

test('a variable that is empty is one that is not there', () => {
  const names = [
    'PORT',
    'HOST',
    'SMS_WEBHOOK_URL',
    'SMS_WEBHOOK_SECRET',
    'PROFILE_FORM',
    'CONFIG',
    'LOCALES',
    'PUBLIC_ORIGIN',
    'BODY_LIMIT',
    'FILE_LIMIT',
    'LOG_LEVEL',
    'HSTS_SUBDOMAINS',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_SERVICE_NAME',
  ];
  const empty = Object.fromEntries(names.map((name) => [name, ' ']));
  const variables = { ...memory, SESSION_SECRET: secret };
  expect(readEnv({ ...variables, ...empty })).toEqual(readEnv(variables));
});

describe('every variable is read', () => {
  test.each([
    ['HSTS_SUBDOMAINS', '1', 'hstsSubdomains', true],
    ['PORT', '8080', 'port', 8080],
    ['PORT', ' 0 ', 'port', 0],
    ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
    ['SESSION_SECRET', secret, 'sessionSecrets', [secret]],
    ['SESSION_SECRET', `a new one for tests, ${secret}`, 'sessionSecrets', ['a new one for tests', secret]],
    ['SESSION_IDLE', '15m', 'sessionIdle', 900_000],
    ['SESSION_MAX', '1d', 'sessionMax', 86_400_000],
    ['KEEP_SIGNED_IN', '0', 'keepSignedIn', false],
    ['SMS_WEBHOOK_URL', 'https://sms.example/send?key=1', 'smsWebhookUrl', 'https://sms.example/send?key=1'],
    ['SMS_WEBHOOK_SECRET', key, 'smsWebhookSecret', key],
    ['SMS_WEBHOOK_SECRET', `whsec_${key}`, 'smsWebhookSecret', key],
    ['PROFILE_FORM', 'forms/my.json', 'profileForm', 'forms/my.json'],
    ['DEFAULT_LANGUAGE', 'ar', 'defaultLanguage', 'ar'],
    ['LOCALES', '/texts', 'localesFolder', '/texts'],
    ['DEFAULT_COUNTRY', 'GB', 'defaultCountry', 'GB'],
    ['TRUST_PROXY', '2', 'trustProxy', 2],
    ['PUBLIC_ORIGIN', 'https://profile.example', 'publicOrigin', 'https://profile.example'],
    ['PUBLIC_ORIGIN', 'https://Profile.Example:443/', 'publicOrigin', 'https://profile.example'],
    ['BODY_LIMIT', '2048', 'bodyLimit', 2048],
    ['BODY_LIMIT', '512 KiB', 'bodyLimit', 524_288],
    ['BODY_LIMIT', '2mib', 'bodyLimit', 2_097_152],
    ['FILE_LIMIT', '3 MiB', 'fileLimit', 3_145_728],
    ['SHUTDOWN_DELAY', '0s', 'shutdownDelay', 0],
    ['LOG_LEVEL', 'warn', 'logLevel', 'warn'],
  ])('%s=%s', (name, value, key, expected) => {
    const variables = { ...memory, SMS_WEBHOOK_URL: gateway };
    expect(readEnv({ ...variables, [name]: value })).toHaveProperty(key, expected);
  });

  test.each([postgres, 'postgresql://db.example/x', 'file:/tmp/x.db'])('DATABASE_URL=%s', (databaseUrl) => {
    const variables = { DATABASE_URL: databaseUrl, SESSION_SECRET: secret, SMS_WEBHOOK_URL: gateway };
    expect(readEnv(variables).databaseUrl).toBe(databaseUrl);
    expect(readCommandEnv({ DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
  });
});

describe('a wrong value stops the start with one sentence that names the variable', () => {
  test.each([
    ['NODE_ENV', 'prod'],
    ['NODE_ENV', 'Production'],
    ['NODE_ENV', 'staging'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'customer.db'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', 'postgres://'],
    ['SESSION_SECRET', 'fifteen letters'],
    ['SESSION_SECRET', `${secret},fifteen letters`],
    ['SESSION_SECRET', `${secret},`],
    ['SESSION_SECRET', `${secret},${secret}`],
    ['SESSION_SECRET', `${secret},a former one for tests,one before that`],
    ['SHUTDOWN_DELAY', '5'],
    ['SESSION_IDLE', '30'],
    ['SESSION_IDLE', '0s'],
    ['SESSION_MAX', 'for ever'],
    ['KEEP_SIGNED_IN', 'yes'],
    ['SMS_WEBHOOK_URL', 'sms.example'],
    ['SMS_WEBHOOK_URL', 'ftp://sms.example'],
    ['SMS_WEBHOOK_URL', 'https://user:password@sms.example'],
    ['SMS_WEBHOOK_URL', 'https://user@sms.example'],
    ['SMS_WEBHOOK_SECRET', 'whsec_'],
    ['SMS_WEBHOOK_SECRET', 'not base64, but long enough'],
    ['SMS_WEBHOOK_SECRET', Buffer.alloc(23).toString('base64')],
    ['SMS_WEBHOOK_SECRET', Buffer.alloc(32, 255).toString('base64url')],
    ['DEFAULT_COUNTRY', 'UAE'],
    ['DEFAULT_COUNTRY', 'ae'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '-1'],
    ['PUBLIC_ORIGIN', 'profile.example'],
    ['PUBLIC_ORIGIN', 'https://profile.example/path'],
    ['PUBLIC_ORIGIN', 'https://profile.example?x'],
    ['PUBLIC_ORIGIN', 'https://profile.example#x'],
    ['BODY_LIMIT', '0'],
    ['BODY_LIMIT', '1 GB'],
    ['BODY_LIMIT', '-5'],
    ['BODY_LIMIT', '1e3'],
    ['FILE_LIMIT', 'much'],
    ['LOG_LEVEL', 'loud'],
    ['TMPDIR', '/nowhere'],
    ['TMPDIR', import.meta.filename],
  ])('%s=%s', (name, value) => {
    const message = getProblem({ SESSION_SECRET: secret, [name]: value });
    expect(message).toMatch(new RegExp(`^${name} [^\\n]+\\.$`));
    if (/SECRET$|@/.test(name + value)) expect(message).not.toContain(value);
  });
});

describe('production', () => {
  const production = { NODE_ENV: 'production' };

  test('refuses demo mode', () => {
    expect(getProblem({ ...production, SESSION_SECRET: secret })).toMatch(/^SMS_WEBHOOK_URL is required/);
  });

  test.each(['http://sms.example', 'http://127.0.0.1.sms.example'])(
    'refuses an SMS gateway without https: %s',
    (url) => {
      const message = getProblem({ ...production, SMS_WEBHOOK_URL: url });
      expect(message).toBe('SMS_WEBHOOK_URL must begin with https:// in production.');
    },
  );

  const works = {
    ...memory,
    ...production,
    SESSION_SECRET: secret,
    SMS_WEBHOOK_URL: gateway,
    PUBLIC_ORIGIN: 'https://profile.example',
  };

  test('requires PUBLIC_ORIGIN', () => {
    expect(getProblem({ ...works, PUBLIC_ORIGIN: '' })).toMatch(/^PUBLIC_ORIGIN is required in production/);
  });

  test.each(['http://profile.example', 'http://192.0.2.1', 'http://localhost.profile.example'])(
    'refuses a PUBLIC_ORIGIN without https: %s',
    (origin) => {
      const message = getProblem({ ...works, PUBLIC_ORIGIN: origin });
      expect(message).toBe('PUBLIC_ORIGIN must begin with https:// in production.');
    },
  );

  test.each(['https://profile.example', 'http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])(
    'takes the PUBLIC_ORIGIN %s',
    (origin) => {
      expect(readEnv({ ...works, PUBLIC_ORIGIN: origin }).publicOrigin).toBe(origin);
    },
  );

  test.each(['https://sms.example', 'http://127.0.0.1:8080', 'http://localhost', 'http://[::1]/'])(
    'takes the SMS gateway %s',
    (url) => {
      expect(readEnv({ ...works, SMS_WEBHOOK_URL: url }).smsWebhookUrl).toBe(url);
    },
  );

  test('refuses a secret that it would have to make', () => {
    const message = getProblem({ ...production, SMS_WEBHOOK_URL: gateway });
    expect(message).toBe('SESSION_SECRET is required in production.');
  });
});

describe('the admin API', () => {
  const adminKey = 'k'.repeat(32);

  test('is served with a port and a key, and then changes are listed', () => {
    const env = readEnv({ ...memory, ADMIN_PORT: '3001', ADMIN_KEY: adminKey });
    expect(env.admin).toEqual({ port: 3001, key: adminKey });
    expect(env.changeFeed).toEqual({ isListed: true, webhookFields: null });
  });

  test.each<[named: string, variables: Record<string, string>]>([
    ['ADMIN_KEY', { ADMIN_PORT: '3001' }],
    ['ADMIN_PORT', { ADMIN_KEY: adminKey }],
    ['ADMIN_KEY', { ADMIN_PORT: '3001', ADMIN_KEY: 'k'.repeat(31) }],
    ['ADMIN_KEY', { ADMIN_PORT: '3001', ADMIN_KEY: `${adminKey} k` }],
    ['ADMIN_PORT', { ADMIN_PORT: '3000', ADMIN_KEY: adminKey }],
    ['ADMIN_PORT', { ADMIN_PORT: 'x', ADMIN_KEY: adminKey }],
  ])('names %s in its refusal of %j', (named, variables) => {
    expect(getProblem(variables)).toMatch(new RegExp(`^${named} [^\\n]+\\.$`));
  });
});

test('commands need no key of the admin API and no secret of a webhook, and record what the servers do', () => {
  const receivers = {
    ADMIN_PORT: '3001',
    CHANGE_WEBHOOK_URL: 'https://crm.example',
    CHANGE_WEBHOOK_FIELDS: 'email',
  };
  expect(readCommandEnv({ ...memory, ...receivers, CHANGE_WEBHOOK_SECRET: 'short' }).changeFeed).toEqual({
    isListed: true,
    webhookFields: ['email'],
  });
});

test('commands that copy the database read no configuration file', () => {
  expect(readCommandDatabase({ ...memory, CONFIG: 'nowhere.json', DEFAULT_COUNTRY: 'nowhere' })).toBe(
    memory.DATABASE_URL,
  );
});

describe('webhooks of changes and of the audit log', () => {
  const backend = { BACKEND_URL: 'https://backend.example', BACKEND_LOGIN_URL: 'https://login.example' };

  test('have a key and retention periods, and that of changes names its fields', () => {
    const env = readEnv({
      ...memory,
      CHANGE_WEBHOOK_URL: 'http://crm.example/changes',
      CHANGE_WEBHOOK_SECRET: `whsec_${key}`,
      CHANGE_WEBHOOK_FIELDS: ' email, mobile,,email',
      AUDIT_WEBHOOK_URL: 'http://siem.example',
      AUDIT_RETENTION: '90d',
      CHANGE_RETENTION: '7d',
    });
    expect(env.changes).toMatchObject({
      webhook: { url: 'http://crm.example/changes', secret: key },
      retention: 7 * 86_400_000,
    });
    expect(env.changeFeed).toEqual({ isListed: false, webhookFields: ['email', 'mobile'] });
    expect(env.audit).toMatchObject({
      webhook: { url: 'http://siem.example', secret: null },
      retention: 90 * 86_400_000,
    });
  });

  test.each<[named: string, variables: Record<string, string>]>([
    ['CHANGE_WEBHOOK_URL', { CHANGE_WEBHOOK_URL: 'crm' }],
    ['CHANGE_WEBHOOK_SECRET', { CHANGE_WEBHOOK_SECRET: 'short' }],
    ['CHANGE_WEBHOOK_URL', { ...backend, BACKEND_COOKIES: 'sid', CHANGE_WEBHOOK_URL: 'https://crm.example' }],
    ['AUDIT_WEBHOOK_URL', { AUDIT_WEBHOOK_URL: 'ftp://siem.example' }],
    [
      'AUDIT_WEBHOOK_URL',
      { ...backend, BACKEND_COOKIES: 'sid', DATABASE_URL: '', AUDIT_WEBHOOK_URL: 'https://siem.example' },
    ],
    ['CHANGE_RETENTION', { CHANGE_RETENTION: '1d' }],
    ['CHANGE_RETENTION', { CHANGE_RETENTION: 'long' }],
    ['AUDIT_RETENTION', { AUDIT_RETENTION: '1h' }],
    [
      'CHANGE_WEBHOOK_URL',
      {
        NODE_ENV: 'production',
        SESSION_SECRET: secret,
        SMS_WEBHOOK_URL: gateway,
        PUBLIC_ORIGIN: 'https://profile.example',
        CHANGE_WEBHOOK_URL: 'http://crm.example',
      },
    ],
  ])('name %s in the refusal of %j', (named, variables) => {
    expect(getProblem(variables)).toMatch(new RegExp(`^${named} [^\\n]+\\.$`));
  });
});

describe('demo mode', () => {
  const demo = { ...memory, SESSION_SECRET: secret };

  test.each<Record<string, string>>([
    {},
    { NODE_ENV: 'development' },
    { NODE_ENV: 'test' },
    { HOST: '127.0.0.1' },
    { HOST: '::1' },
    { PUBLIC_ORIGIN: 'http://localhost:3000' },
    { PUBLIC_ORIGIN: 'https://127.0.0.1:3000' },
  ])('is what the program is in where there is no gateway: %j', (variables) => {
    expect(readEnv({ ...demo, ...variables }).smsWebhookUrl).toBeNull();
  });

  test.each<[named: string, variables: Record<string, string>]>([
    ['DATABASE_URL', { DATABASE_URL: postgres }],
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://localhost/x' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '::' }],
    ['HOST', { HOST: '192.0.2.1' }],
    ['HOST', { HOST: 'profile.example' }],
    ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'https://profile.example' }],
    ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'http://localhost.profile.example' }],
  ])('is refused for any other %s: %j', (named, variables) => {
    const message = getProblem({ SESSION_SECRET: secret, ...variables });
    expect(message).toMatch(new RegExp(`^SMS_WEBHOOK_URL is required [^\\n]*${named}[^\\n]+\\.$`));
    expect(getProblem({ SESSION_SECRET: secret, ...variables, SMS_WEBHOOK_URL: gateway })).toBe('none');
  });
});

describe('the secret', () => {
  test('is required with PostgreSQL', () => {
    expect(getProblem({ DATABASE_URL: postgres })).toMatch(/^SESSION_SECRET is required with PostgreSQL/);
  });

  test('is made once and kept beside the embedded database, for its owner alone', () => {
    const file = path.join(createFolder(), 'data/customer.db');
    const variables = { DATABASE_URL: `file:${file}` };
    const first = readEnv(variables).sessionSecrets;
    expect(first).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(readEnv(variables).sessionSecrets).toEqual(first);
    expect(readFileSync(`${file}.secret`, 'utf8')).toBe(first[0]);
    expect(statSync(`${file}.secret`).mode & 0o777).toBe(0o600);
    writeFileSync(`${file}.secret`, `a new one for tests,${first[0]}\n`);
    expect(readEnv(variables).sessionSecrets).toEqual(['a new one for tests', ...first]);
  });

  test('is another one for every database', () => {
    const secrets = [1, 2].map(
      () => readEnv({ DATABASE_URL: `file:${path.join(createFolder(), 'customer.db')}` }).sessionSecrets,
    );
    expect(secrets[0]).not.toEqual(secrets[1]);
    expect(readEnv(memory).sessionSecrets).not.toEqual(readEnv(memory).sessionSecrets);
  });

  test('is not made where one is given', () => {
    const file = path.join(createFolder(), 'customer.db');
    readEnv({ DATABASE_URL: `file:${file}`, SESSION_SECRET: secret });
    expect(existsSync(`${file}.secret`)).toBe(false);
  });

  test('that was cut off while it was written is no secret', () => {
    const file = path.join(createFolder(), 'customer.db');
    writeFileSync(`${file}.secret`, '');
    expect(getProblem({ DATABASE_URL: `file:${file}` })).toMatch(/^SESSION_SECRET .*\.secret/);
  });
});

test.each([
  ['file:data/customer.db', 'data/customer.db'],
  ['file:/var/customer.db', '/var/customer.db'],
  ['file:///var/customer.db', '/var/customer.db'],
  ['file::memory:', null],
])('the database of %s is in the file %s', (databaseUrl, file) => {
  expect(getDatabaseFile(databaseUrl)).toBe(file);
});
