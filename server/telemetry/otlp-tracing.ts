import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { TraceParent } from '../domain/trace-parent.ts';
import { getRequestContext, runInRequestContext } from '../request-context.ts';
import type { Tracing } from './tracing.ts';

/** Milliseconds that the end of the program may wait for the collector. */
const patience = 2000;

/** Creates traces that are sent to an OpenTelemetry collector (OTLP over HTTP). */
export function createOtlpTracing(url: string, serviceName: string): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: patience });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    // A client's `traceparent` must not decide that its requests leave no trace.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('profile-page');

  const start = (name: string, kind: SpanKind, parent: TraceParent | null) => {
    const context = parent
      ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: parent.flags, isRemote: true })
      : ROOT_CONTEXT;
    return tracer.startSpan(name, { kind }, context);
  };

  return {
    startRequest(method, parent) {
      const span = start(method, SpanKind.SERVER, parent);
      span.setAttribute('http.request.method', method);
      return {
        trace: toTraceParent(span),
        end({ route, status, isError } = { isError: false }) {
          if (route !== undefined) {
            span.updateName(`${method} ${route}`);
            span.setAttribute('http.route', route);
          }
          if (status !== undefined) span.setAttribute('http.response.status_code', status);
          if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    async run(name, kind, work) {
      const context = getRequestContext();
      if (!context?.trace) return work();
      const span = start(name, kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL, context.trace);
      try {
        return await runInRequestContext({ ...context, trace: toTraceParent(span) }, work);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    async stop() {
      await provider.shutdown().catch(() => {});
    },
  };
}

function toTraceParent(span: Span): TraceParent {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { traceId, spanId, flags: traceFlags };
}
