import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { apiPaths, openApiPath } from '../../shared/customer-api.ts';
import { createAdminApp } from '../create-admin-app.ts';
import type { Admin } from '../dependencies.ts';
import { projectFolder } from '../project-folder.ts';
import { checkAnswer } from '../testing/check-answer.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';

const read = (name: string) => readFileSync(path.join(projectFolder, 'shared', name), 'utf8');

test('the API describes itself to everybody, with all its paths', async () => {
  const response = await new TestBrowser(await createTestApp()).get(openApiPath);
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
  const description = (await response.json()) as { openapi: string; paths: object };
  expect(description).toEqual(JSON.parse(read('openapi.json')));
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths)).toEqual(expect.arrayContaining(Object.values(apiPaths)));
});

test('the admin API describes itself to those who have its key, with all its paths', async () => {
  const variables = { ADMIN_PORT: '0', ADMIN_KEY: 'k'.repeat(32) };
  const { dependencies } = await createTestApp({ variables });
  const { request, routes } = createAdminApp(dependencies, dependencies.admin as Admin);
  expect((await request('/openapi.json')).status).toBe(401);
  const response = await request('/openapi.json', { headers: { authorization: `Bearer ${'k'.repeat(32)}` } });
  const description = (await response.json()) as { openapi: string; paths: object };
  expect(description).toEqual(JSON.parse(read('admin-openapi.json')));
  const paths = routes.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  const served = paths.filter((path) => !['/*', '/metrics', '/favicon.ico'].includes(path));
  expect(new Set(Object.keys(description.paths))).toEqual(new Set(served));
});

test('the types are those of the description: "npm run openapi-types" writes them', () => {
  const hash = createHash('sha256').update(read('openapi.json')).digest('hex');
  expect(read('openapi-types.ts')).toContain(`SHA-256 of openapi.json: ${hash}\n`);
});

test('an answer that is not as described fails the test that gets it', async () => {
  const answer = (status: number, body: object, headers = {}) =>
    checkAnswer(apiPaths.update, { method: 'POST' }, Response.json(body, { status, headers }));
  await answer(401, { error_message: 'no' });
  await expect(answer(401, { error_message: 'no', stack: '' })).rejects.toThrow('is not as described');
  await expect(answer(201, {})).rejects.toThrow('POST /api/v3/customer/update/: 201 is not described');
  await expect(answer(502, { error_message: 'no' })).rejects.toThrow('lacks the header Retry-After');
  await expect(answer(400, { error_message: 1 })).rejects.toThrow('is not as described');
  const type = { headers: { 'content-type': 'text/html' }, status: 400 };
  await expect(checkAnswer(apiPaths.update, undefined, new Response('', type))).rejects.toThrow();
});
