import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { startBackend, stop } from '../testing/start-backend.ts';

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
