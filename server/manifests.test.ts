import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readEnv } from './env.ts';
import { projectFolder } from './project-folder.ts';
import { createFolder } from './testing/create-database.ts';

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

type Json = Record<string, unknown>;

describe('the manifests for Kubernetes', () => {
  const documents = parseAllDocuments(read('examples/kubernetes/profile-page.yaml'), { strict: true });
  const manifests = documents.map(
    (document) => document.toJS() as Json & { apiVersion: string; kind: string },
  );
  const find = (kind: string) => manifests.find((manifest) => manifest.kind === kind);

  test('are what the schemas that Kubernetes publishes accept', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    // The types are generated from these schemas, and an unknown key, which has no effect there, is an error too.
    const lines = manifests.map(
      (manifest, index) =>
        `export const manifest${index}: import('kubernetes-models/${manifest.apiVersion}').I${manifest.kind} = ${JSON.stringify(manifest)};`,
    );
    const check = (source: string) => {
      const folder = createFolder();
      symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
      writeFileSync(path.join(folder, 'manifests.ts'), source);
      const words = '--noEmit --strict --skipLibCheck --module nodenext manifests.ts';
      return spawnSync('node_modules/.bin/tsc', words.split(' '), { cwd: folder, encoding: 'utf8' }).stdout;
    };
    expect(check(lines.join('\n'))).toBe('');
    expect(check(lines.join('\n').replace('periodSeconds', 'periodSecond'))).toContain('periodSecond');
  });

  test('give the page no rights, and probe what it has', () => {
    const { spec } = find('Deployment') as unknown as { spec: { template: { spec: object } } };
    const probe = (path: string) => ({ httpGet: { path } });
    expect(spec.template.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          startupProbe: probe('/healthz'),
          livenessProbe: probe('/healthz'),
          readinessProbe: probe('/readyz'),
        },
      ],
    });
  });

  test('set variables with which the program starts in production', () => {
    const { data } = find('ConfigMap') as unknown as { data: Record<string, string> };
    const { stringData } = find('Secret') as unknown as { stringData: Record<string, string> };
    const env = readEnv({ ...readImageVariables(), ...data, ...stringData });
    expect(env).toMatchObject({ host: '0.0.0.0', port: 3000, trustProxy: 1, shutdownDelay: 5000 });
    expect(env.databaseUrl).toMatch(/^postgres:/);
  });

  test('name no image as if one were published, and the page about containers says how to build it', () => {
    const [, image = ''] = /image: (\S+)/.exec(read('examples/kubernetes/profile-page.yaml')) ?? [];
    expect(image).toBe('registry.example.com/profile-page:replace-this');
    expect(read('docs/operations/containers.md')).toContain(image);
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

/** Returns the variables that the image sets. */
function readImageVariables(): Record<string, string> {
  const [, line = ''] = /^ENV (.+)$/m.exec(read('Containerfile')) ?? [];
  const { TMPDIR, ...others } = Object.fromEntries(line.split(' ').map((pair) => pair.split('=')));
  // The start checks that it is there, which it is in the image alone.
  expect(TMPDIR).toBe('/data');
  return others;
}
