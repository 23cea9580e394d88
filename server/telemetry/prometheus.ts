import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { createMetrics, type Metrics } from './metrics.ts';

/** Combinations of labels of one metric. Those beyond share one, so that a mistake can't fill the memory. */
const mostCombinations = 2000;
/** Milliseconds that values from the database may take; those that take longer are left out. */
const patience = 2000;

/** Creates metrics that are read in the text format of Prometheus. */
export function createPrometheus(serviceName: string): { metrics: Metrics; read(): Promise<string> } {
  // The exporter's own server stays off: the admin port asks for the key first.
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({
    readers: [exporter],
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    views: [{ instrumentName: '*', aggregationCardinalityLimit: mostCombinations }],
  });
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    metrics: createMetrics(provider.getMeter('profile-page')),
    async read() {
      const { resourceMetrics } = await exporter.collect({ timeoutMillis: patience });
      return serializer.serialize(resourceMetrics);
    },
  };
}
