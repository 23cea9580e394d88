import type { Metrics } from './metrics.ts';
import type { TelemetryEnv } from './telemetry-env.ts';
import type { Tracing } from './tracing.ts';

/** Metrics and traces; each is null where nobody receives it, and then costs nothing. */
export interface Telemetry {
  metrics: Metrics | null;
  /** Returns the metrics in the text format of Prometheus; null without metrics. */
  readMetrics: (() => Promise<string>) | null;
  tracing: Tracing | null;
}

export const noTelemetry: Telemetry = { metrics: null, readMetrics: null, tracing: null };

/** Creates what the settings ask for. The libraries are loaded only then: they take time and memory. */
export async function createTelemetry(env: TelemetryEnv): Promise<Telemetry> {
  const { hasMetrics, tracesUrl, serviceName } = env;
  const prometheus = hasMetrics ? (await import('./prometheus.ts')).createPrometheus(serviceName) : null;
  return {
    metrics: prometheus?.metrics ?? null,
    readMetrics: prometheus?.read ?? null,
    tracing:
      tracesUrl === null
        ? null
        : (await import('./otlp-tracing.ts')).createOtlpTracing(tracesUrl, serviceName),
  };
}
