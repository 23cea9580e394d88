import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { createAdminApp } from '../create-admin-app.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';

const variables = { ADMIN_PORT: '0', ADMIN_KEY: 'k'.repeat(32) };

async function readMetrics({ dependencies }: TestApp): Promise<string> {
  const { admin } = dependencies;
  if (!admin) throw new Error('There is no admin port');
  const { request } = createAdminApp(dependencies, admin);
  const headers = { authorization: `Bearer ${variables.ADMIN_KEY}` };
  const response = await request('/metrics', { headers });
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return response.text();
}

test('nobody reads the metrics without the key, and not on the public port', async () => {
  const app = await createTestApp({ variables });
  const { admin } = app.dependencies;
  expect((await new TestBrowser(app).get('/metrics')).status).toBe(404);
  expect(admin && (await createAdminApp(app.dependencies, admin).request('/metrics')).status).toBe(401);
});

test('the metrics count by names that the program defines, and by no others', async () => {
  const { app, browser } = await createSignedIn(layla, { variables });
  await browser.get(`/customers/${layla.mobile}`);
  await browser.send(`/${layla.email}`, { method: 'PROPFIND' });
  await browser.get(pagePaths.edit);
  await browser.postJson(apiPaths.update, { first_name: 'Zubaidah' });
  await browser.postJson(apiPaths.update, {
    first_name: '',
    email: 'zubaidah at home',
    zubaidah: 'Zubaidah',
  });
  await browser.postForm(pagePaths.edit, { 'root[email]': 'zubaidah at home' });
  await browser.postJson(apiPaths.verify, { mobile: layla.mobile, code: '000000' });
  await new TestBrowser(app).postJson(apiPaths.login, { mobile: layla.mobile });
  await new TestBrowser(app).postJson(apiPaths.login, { mobile: layla.mobile });
  await app.dependencies.signIn.settle();

  const text = await readMetrics(app);
  const lines = text.split('\n');
  for (const line of [
    'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/*",http_response_status_code="404"} 1',
    'http_server_request_duration_seconds_count{http_request_method="_OTHER",http_route="/*",http_response_status_code="404"} 1',
    'http_server_request_duration_seconds_count{http_request_method="POST",http_route="/edit",http_response_status_code="422"} 1',
    'profile_validation_errors_total{field="first_name",keyword="required"} 1',
    'profile_validation_errors_total{field="email",keyword="format"} 2',
    'profile_validation_errors_total{field="other",keyword="other"} 1',
    'profile_render_duration_seconds_count{page="/edit"} 2',
    'profile_saves_total{result="saved"} 1',
    'profile_saves_total{result="invalid"} 2',
    'profile_code_tries_total{result="signedIn"} 1',
    'profile_code_tries_total{result="wrong"} 1',
    'profile_code_requests_total{result="sent"} 2',
    'profile_code_requests_total{result="tooOften"} 1',
    'profile_message_duration_seconds_count{result="sent"} 2',
    'profile_limits_hit_total{limit="resend"} 1',
    'profile_sessions_active 1',
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.filter((line) => !/^(#.*|[a-z_]+(\{[^{}]*\})? [\d.e+-]+|)$/.test(line))).toEqual([]);
  const { first_name, mobile, email } = layla;
  for (const secret of ['zubaidah', mobile.slice(1), String(email), String(first_name)]) {
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  }
});

test('a value that can’t be read is left out', async () => {
  const { app } = await createSignedIn(layla, { variables });
  await app.dependencies.store.close();
  const text = await readMetrics(app);
  expect(text).toContain('process_resident_memory_bytes');
  expect(text).not.toContain('profile_sessions_active ');
});

test('the waiting messages are counted when the metrics are read', async () => {
  const CHANGE_WEBHOOK_URL = 'http://127.0.0.1:1/nobody-listens-there';
  const { app, browser } = await createSignedIn(layla, { variables: { ...variables, CHANGE_WEBHOOK_URL } });
  await browser.postJson(apiPaths.update, { first_name: 'Zubaidah' });
  const text = await readMetrics(app);
  expect(text).toMatch(/^profile_outbox_waiting [1-9]\d*$/m);
  expect(text).toContain('profile_outbox_dead 0\n');
  expect(text).toMatch(/^profile_outbox_lag_seconds \d/m);
});

test('webhooks that are sent, refused or reach nobody are counted', async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(receiver.close);
  const CHANGE_WEBHOOK_URL = receiver.url;
  const { app, browser } = await createSignedIn(layla, { variables: { ...variables, CHANGE_WEBHOOK_URL } });
  const { outbox } = app.dependencies;
  await outbox?.deliverDue();
  receiver.status = 400;
  await browser.postJson(apiPaths.update, { first_name: 'Zubaidah' });
  await outbox?.deliverDue();
  const lines = (await readMetrics(app)).split('\n');
  expect(lines.join('\n')).toMatch(
    /^profile_outbox_tries_total\{endpoint="changes",result="sent"\} [1-9]\d*$/m,
  );
  expect(lines).toContain('profile_outbox_tries_total{endpoint="changes",result="refused"} 1');
  expect(lines).toContain('profile_outbox_waiting 1');
});

test('without an admin port nothing is measured', async () => {
  const { telemetry } = (await createTestApp()).dependencies;
  expect(telemetry).toEqual({ metrics: null, readMetrics: null, tracing: null });
});

test('a trace goes on from the caller through the page to the collector, without what was sent', async () => {
  const bodies: string[] = [];
  const collector = createServer(async (request, response) => {
    bodies.push(`${request.url} ${(await request.toArray()).join('')}`);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void collector.close());
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  const app = await createTestApp({
    variables: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` },
  });
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const response = await new TestBrowser(app).send(`/sign-in?mobile=${layla.mobile}`, {
    headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-00` },
  });
  expect(response.headers.get('x-request-id')).toBe(traceId);
  await app.dependencies.telemetry.tracing?.stop();
  const [path, body = ''] = bodies.join('').split(/ (.*)/s);
  expect(path).toBe('/v1/traces');
  type Sent = { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] };
  const spans = (JSON.parse(body) as Sent).resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
  const [rendering, request] = spans;
  expect(spans.map(({ name }) => name)).toEqual(['render', 'GET /sign-in']);
  expect(request).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7' });
  expect(rendering).toMatchObject({ traceId, parentSpanId: request?.spanId });
  expect(body).not.toContain(layla.mobile.slice(1));
});
