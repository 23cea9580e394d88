import { EnvError } from '../env-error.ts';

/** What is measured, and where it goes. */
export interface TelemetryEnv {
  /** Whether the admin port serves metrics. */
  hasMetrics: boolean;
  /** The address of an OpenTelemetry collector that receives traces; null without one. */
  tracesUrl: string | null;
  serviceName: string;
}

/** Reads the settings of metrics and traces, which have the names that OpenTelemetry defines. Throws EnvError. */
export function readTelemetryEnv(read: (name: string) => string | null): TelemetryEnv {
  return {
    hasMetrics: read('ADMIN_PORT') !== null,
    tracesUrl: readTracesUrl(read('OTEL_EXPORTER_OTLP_ENDPOINT')),
    serviceName: read('OTEL_SERVICE_NAME') ?? 'profile-page',
  };
}

function readTracesUrl(text: string | null): string | null {
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new EnvError(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https URL, such as http://localhost:4318.',
    );
  }
  return `${text.replace(/\/+$/, '')}/v1/traces`;
}
