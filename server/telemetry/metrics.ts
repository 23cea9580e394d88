import { performance } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';
import { programVersion } from '../program-version.ts';
import type { Violation } from '../request-context.ts';
import type { OutboxState } from '../store/outbox-store.ts';

/** A request that was answered. */
export interface AnsweredRequest {
  method: string;
  /** The pattern of the route: the path itself may hold personal data, and strangers choose it. */
  route: string;
  status: number;
  /** Milliseconds. */
  ms: number;
}

/**
 * Counts and measures what the program does. Labels are routes, names of fields and results: nothing that
 * a request sends becomes one, because that could be personal, and because each new label takes memory.
 * Durations are milliseconds.
 */
export interface Metrics {
  countRequest(request: AnsweredRequest): void;
  countViolations(violations: readonly Violation[]): void;
  countRender(page: string, ms: number): void;
  countSave(result: string): void;
  countCodeRequest(result: string): void;
  countCodeTry(result: string): void;
  countMessage(result: string, ms: number): void;
  countLimit(limit: string): void;
  countBackendCall(call: string, result: string, ms: number): void;
  countWebhookTry(endpoint: string, result: string): void;
  countCspReport(directive: string, blocked: string): void;
  /** Adds values that are read when somebody asks for the metrics. A reader that rejects is left out. */
  readSessions(read: () => Promise<number>): void;
  readOutbox(read: () => Promise<OutboxState>): void;
  readBreaker(isOpen: () => boolean): void;
}

/** Seconds. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const renderBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5];

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

/** Creates the metrics on a meter of OpenTelemetry. */
export function createMetrics(meter: Meter): Metrics {
  const counter = (name: string, description: string) => meter.createCounter(name, { description });
  const timer = (name: string, description: string, explicitBucketBoundaries = requestBuckets) =>
    meter.createHistogram(name, { description, advice: { explicitBucketBoundaries } });
  const gauge = (name: string, description: string) => meter.createObservableGauge(name, { description });

  // The names end with their units, as is usual in Prometheus: its exporter adds none.
  const requests = timer('http.server.request.duration.seconds', 'Time from a request to its answer');
  const violations = counter('profile.validation.errors', 'Rules that submitted data broke');
  const renders = timer('profile.render.duration.seconds', 'Time that rendering a page takes', renderBuckets);
  const saves = counter('profile.saves', 'Submitted forms by what became of them');
  const codeRequests = counter('profile.code.requests', 'Codes that were asked for');
  const codeTries = counter('profile.code.tries', 'Codes that were typed');
  const messages = timer(
    'profile.message.duration.seconds',
    'Time that the SMS gateway takes, with all tries',
  );
  const limits = counter('profile.limits.hit', 'Requests refused by a rate limit');
  const webhookTries = counter('profile.outbox.tries', 'Webhooks by what became of a try to deliver them');
  const cspReports = counter('profile.csp.reports', 'Violations of the policy that browsers reported');
  const backendCalls = timer('profile.backend.duration.seconds', 'Time that the backend takes');

  gauge('profile.build.info', 'The version that runs').addCallback((result) =>
    result.observe(1, { version: programVersion }),
  );
  gauge('process.resident.memory.bytes', 'Memory of the process').addCallback((result) =>
    result.observe(process.memoryUsage.rss()),
  );
  let last = performance.eventLoopUtilization();
  gauge(
    'nodejs.eventloop.utilization.ratio',
    'Share of the time since the last reading in which the process was busy',
  ).addCallback((result) => {
    const next = performance.eventLoopUtilization();
    result.observe(performance.eventLoopUtilization(next, last).utilization);
    last = next;
  });

  return {
    countRequest({ method, route, status, ms }) {
      requests.record(ms / 1000, {
        'http.request.method': methods.has(method) ? method : '_OTHER',
        'http.route': route,
        'http.response.status_code': status,
      });
    },
    countViolations(list) {
      for (const { field, keyword } of list) violations.add(1, { field, keyword });
    },
    countRender: (page, ms) => renders.record(ms / 1000, { page }),
    countSave: (result) => saves.add(1, { result }),
    countCodeRequest: (result) => codeRequests.add(1, { result }),
    countCodeTry: (result) => codeTries.add(1, { result }),
    countMessage: (result, ms) => messages.record(ms / 1000, { result }),
    countLimit: (limit) => limits.add(1, { limit }),
    countBackendCall: (call, result, ms) => backendCalls.record(ms / 1000, { call, result }),
    countWebhookTry: (endpoint, result) => webhookTries.add(1, { endpoint, result }),
    countCspReport: (directive, blocked) => cspReports.add(1, { directive, blocked }),
    readSessions(read) {
      gauge('profile.sessions.active', 'Sessions in the database, of all servers').addCallback(
        async (result) => result.observe(await read()),
      );
    },
    readOutbox(read) {
      const waiting = gauge('profile.outbox.waiting', 'Webhooks that wait, of all servers');
      const dead = gauge('profile.outbox.dead', 'Webhooks that were given up');
      const lag = gauge('profile.outbox.lag.seconds', 'Age of the oldest webhook that waits');
      meter.addBatchObservableCallback(
        async (result) => {
          const state = await read();
          result.observe(waiting, state.waiting);
          result.observe(dead, state.dead);
          result.observe(lag, state.oldestAt === null ? 0 : (Date.now() - state.oldestAt) / 1000);
        },
        [waiting, dead, lag],
      );
    },
    readBreaker(isOpen) {
      gauge('profile.backend.breaker.open', '1 while the backend is not called after failures').addCallback(
        (result) => result.observe(isOpen() ? 1 : 0),
      );
    },
  };
}
