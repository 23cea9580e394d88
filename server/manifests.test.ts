import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readEnv } from './env.ts';
import { projectFolder } from './project-folder.ts';

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

type Json = Record<string, unknown>;

const text = { type: 'string' };
const number = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const texts = { type: 'object', additionalProperties: text };
const list = (items: Json) => ({ type: 'array', minItems: 1, items });
/** An object with these keys alone; the required ones end with "!". */
const object = (keys: Json): Json => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.entries(keys).map(([key, schema]) => [key.replace('!', ''), schema])),
  required: Object.keys(keys)
    .filter((key) => key.endsWith('!'))
    .map((key) => key.slice(0, -1)),
});
const quantity = { type: 'string', pattern: '^\\d+(m|[KMG]i)?$' };
const selector = object({ 'matchLabels!': texts });
const name = object({ 'name!': text });
const probe = object({
  'httpGet!': object({ 'path!': { pattern: '^/(healthz|readyz)$' }, 'port!': text }),
  periodSeconds: number,
  timeoutSeconds: number,
  failureThreshold: number,
});

/** What the Kubernetes API accepts of the keys that are used, by kind: a misspelt key has no effect there. */
const kinds: Record<string, Json> = {
  'v1 Secret': { type: { const: 'Opaque' }, 'stringData!': texts },
  'v1 ConfigMap': { 'data!': texts },
  'v1 Service': {
    'spec!': object({
      'selector!': texts,
      'ports!': list(object({ name: text, 'port!': number, targetPort: text })),
    }),
  },
  'policy/v1 PodDisruptionBudget': { 'spec!': object({ minAvailable: number, 'selector!': selector }) },
  'networking.k8s.io/v1 Ingress': {
    'spec!': object({
      ingressClassName: text,
      tls: list(object({ hosts: list(text), secretName: text })),
      'rules!': list(
        object({
          host: text,
          'http!': object({
            'paths!': list(
              object({
                path: text,
                'pathType!': { enum: ['Prefix', 'Exact', 'ImplementationSpecific'] },
                'backend!': object({
                  'service!': object({ 'name!': text, 'port!': object({ name: text, number }) }),
                }),
              }),
            ),
          }),
        }),
      ),
    }),
  },
  'apps/v1 Deployment': {
    'spec!': object({
      replicas: number,
      'selector!': selector,
      strategy: object({
        type: { enum: ['RollingUpdate', 'Recreate'] },
        rollingUpdate: object({ maxUnavailable: number, maxSurge: number }),
      }),
      'template!': object({
        'metadata!': object({ 'labels!': texts }),
        'spec!': object({
          automountServiceAccountToken: flag,
          terminationGracePeriodSeconds: number,
          securityContext: object({
            'runAsNonRoot!': { const: true },
            runAsUser: number,
            runAsGroup: number,
            fsGroup: number,
            seccompProfile: object({ 'type!': { enum: ['RuntimeDefault', 'Localhost', 'Unconfined'] } }),
          }),
          topologySpreadConstraints: list(
            object({
              'maxSkew!': number,
              'topologyKey!': text,
              'whenUnsatisfiable!': { enum: ['ScheduleAnyway', 'DoNotSchedule'] },
              labelSelector: selector,
            }),
          ),
          'containers!': list(
            object({
              'name!': text,
              'image!': text,
              ports: list(object({ name: { pattern: '^[a-z-]{1,15}$' }, 'containerPort!': number })),
              envFrom: list(object({ configMapRef: name, secretRef: name })),
              securityContext: object({
                allowPrivilegeEscalation: { const: false },
                'readOnlyRootFilesystem!': { const: true },
                capabilities: object({ drop: { const: ['ALL'] } }),
              }),
              resources: object({
                requests: object({ cpu: quantity, memory: quantity }),
                limits: object({ cpu: quantity, memory: quantity }),
              }),
              startupProbe: probe,
              livenessProbe: probe,
              readinessProbe: probe,
              volumeMounts: list(object({ 'name!': text, 'mountPath!': text })),
            }),
          ),
          volumes: list(object({ 'name!': text, emptyDir: object({ sizeLimit: quantity }) })),
        }),
      }),
    }),
  },
};

describe('the manifests for Kubernetes', () => {
  const documents = parseAllDocuments(read('examples/kubernetes/profile-page.yaml'), { strict: true });
  const manifests = documents.map((document) => document.toJS() as Json & { kind: string; spec: never });
  const find = (kind: string) => manifests.find((manifest) => manifest.kind === kind);

  test('have the keys of their kinds alone', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    const ajv = new Ajv({ allErrors: true, strictTypes: false });
    for (const manifest of manifests) {
      const { apiVersion, kind } = manifest;
      const metadata = object({ 'name!': text, labels: texts, annotations: texts });
      const schema = object({
        'apiVersion!': text,
        'kind!': text,
        'metadata!': metadata,
        ...kinds[`${apiVersion} ${kind}`],
      });
      expect(kinds).toHaveProperty([`${apiVersion} ${kind}`]);
      ajv.validate(schema, manifest);
      expect([kind, ajv.errors]).toEqual([kind, null]);
    }
  });

  test('set variables with which the program starts in production', () => {
    const { data } = find('ConfigMap') as unknown as { data: Record<string, string> };
    const { stringData } = find('Secret') as unknown as { stringData: Record<string, string> };
    const env = readEnv({ ...readImageVariables(), ...data, ...stringData });
    expect(env).toMatchObject({ host: '0.0.0.0', port: 3000, trustProxy: 1, shutdownDelay: 5000 });
    expect(env.databaseUrl).toMatch(/^postgres:/);
  });

  test('name the ports and volumes that exist', () => {
    const ports = JSON.stringify(manifests).match(/"(port|targetPort)":"(\w+)"/g) ?? [];
    expect(new Set(ports)).toEqual(new Set(['"port":"http"', '"targetPort":"http"', '"targetPort":"admin"']));
    expect(JSON.stringify(find('Deployment'))).toContain('"mountPath":"/data"');
  });
});

test('compose.yaml sets variables with which the program starts in production', () => {
  const { services } = parse(read('compose.yaml')) as { services: { page: { environment: Json } } };
  const secrets: Record<string, string> = {
    POSTGRES_PASSWORD: 'a'.repeat(64),
    SESSION_SECRET: 'b'.repeat(64),
    PUBLIC_ORIGIN: 'https://profile.example.com',
    SMS_WEBHOOK_URL: 'https://sms.example.com/send',
  };
  const entries = Object.entries(services.page.environment).map(([key, value]) => [
    key,
    String(value).replace(
      /\$\{(\w+):[?-](\w*)\}/g,
      (_, variable: string, usual: string) => secrets[variable] ?? usual,
    ),
  ]);
  const env = readEnv({ ...readImageVariables(), ...Object.fromEntries(entries) });
  expect(env).toMatchObject({ host: '0.0.0.0', trustProxy: 1 });
  expect(env.databaseUrl).toBe(
    `postgres://profile:${secrets.POSTGRES_PASSWORD}@database/profile?sslmode=disable`,
  );
});

/** The variables that the image sets. */
function readImageVariables(): Record<string, string> {
  const [, line = ''] = /^ENV (.+)$/m.exec(read('Containerfile')) ?? [];
  return Object.fromEntries(line.split(' ').map((pair) => pair.split('='))) as Record<string, string>;
}
