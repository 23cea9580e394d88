import { expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { createFolder } from '../testing/create-database.ts';
import { answerPosts, startBackend, stop } from '../testing/start-backend.ts';
import { writeFiles } from '../testing/write-files.ts';

test('calls of the backend carry the request’s id, and are measured with the state of the breaker', async () => {
  const { app, browser, backend } = await startBackend({}, { ADMIN_PORT: '0', ADMIN_KEY: 'k'.repeat(32) });
  const ids: unknown[] = [];
  backend.server.on('request', ({ headers }) => ids.push(headers['x-request-id'], headers.traceparent));
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  await browser.get(apiPaths.customer, { 'x-request-id': 'req-1', traceparent });
  expect(new Set(ids)).toEqual(new Set(['req-1', traceparent]));
  const read = async () => (await app.dependencies.telemetry.readMetrics?.()) ?? '';
  const before = await read();
  expect(before).toMatch(/^profile_backend_duration_seconds_count\{call="get",result="answered"\} \d+$/m);
  expect(before).toContain('profile_backend_breaker_open 0\n');

  stop(backend.server);
  for (let count = 0; count < 6; count += 1) await browser.get(apiPaths.customer);
  const after = await read();
  expect(after).toMatch(/^profile_backend_duration_seconds_count\{call="get",result="unreachable"\} 5$/m);
  expect(after).toMatch(/^profile_backend_duration_seconds_count\{call="get",result="busy"\} 1$/m);
  expect(after).toContain('profile_backend_breaker_open 1\n');
});

test('a save whose call fails counts as unknown, and a request whose first call fails keeps its route', async () => {
  const { app, browser, backend } = await startBackend({}, { ADMIN_PORT: '0', ADMIN_KEY: 'k'.repeat(32) });
  const read = async () => (await app.dependencies.telemetry.readMetrics?.()) ?? '';
  answerPosts(backend, (_, response) => response.destroy());
  expect((await browser.postJson(apiPaths.update, { first_name: 'Leila' })).status).toBe(504);
  expect(await read()).toContain('profile_saves_total{result="unknown"} 1\n');

  stop(backend.server);
  await browser.get(apiPaths.customer);
  await browser.get(pagePaths.edit);
  await browser.get('/nobody-knows-this');
  const routes = app.logs.slice(-3).map((line) => (JSON.parse(line) as { route: string }).route);
  expect(routes).toEqual([apiPaths.customer.slice(0, -1), pagePaths.edit, '/*']);
  expect(await read()).toMatch(/http_route="\/edit",http_response_status_code="502"\} 1$/m);
});

test('the start says nothing of the form that the backend replaces', async () => {
  const folder = createFolder(onTestFinished);
  writeFiles({ 'pt/app.json': {} }, folder);
  const { app } = await startBackend({}, { LOCALES: folder });
  const lines = app.logs.map((line) => JSON.parse(line) as { msg: string; file?: string });
  expect(lines.map(({ file }) => file)).toContain('pt/app.json');
  expect(lines.filter(({ msg, file }) => msg.startsWith('PROFILE_FORM') || file === 'pt/form.json')).toEqual(
    [],
  );
});
