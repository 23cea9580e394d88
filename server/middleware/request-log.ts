import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';
import type { Logger } from 'pino';
import { isSignedOut } from '../backend/errors.ts';
import { describeError } from '../describe-error.ts';
import { parseTraceParent } from '../domain/trace-parent.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { BodyError } from '../http/body-error.ts';
import { runInRequestContext } from '../request-context.ts';
import { noTelemetry, type Telemetry } from '../telemetry/create-telemetry.ts';

/** The pattern of middleware. */
const everyPath = '/*';
/** Ids that other programs give: without line breaks, quotes and `@`, which an address may hold. */
const idPattern = /^[\w.-]{1,128}$/;

/** The paths of what monitoring and every page ask for: a line for each would hide the lines that people look for. */
const routinePaths = /^\/((healthz|readyz|favicon\.ico|icon\.svg)\/?$|(assets|validators|texts|brand)\/)/;

/**
 * Logs one line for each request, measures it, and makes it known to the work that it starts. The line names
 * the route instead of the path, because an address may hold personal data. The id is that of `X-Request-Id`,
 * else of the trace that the request belongs to, else a new one. It is sent back, so that a customer's report
 * can be found in the log.
 */
export function requestLog(
  logger: Logger,
  { metrics, tracing }: Pick<Telemetry, 'metrics' | 'tracing'> = noTelemetry,
): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const start = performance.now();
    const { raw } = c.req;
    const method = /^[A-Z]{1,10}$/.test(c.req.method) ? c.req.method : '?';
    const parent = parseTraceParent(c.req.header('traceparent'));
    const span = tracing?.startRequest(method, parent);
    const sent = c.req.header('x-request-id') ?? '';
    const id = idPattern.test(sent) ? sent : (parent?.traceId ?? randomUUID());
    const context = {
      id,
      trace: span?.trace ?? parent,
      report: metrics && { violations: [] },
      quotas: [],
    };
    return runInRequestContext(context, async () => {
      c.header('x-request-id', id);
      await next();
      // An unreadable body and the end of a session are no errors of the server, and have their own status.
      const error = c.error instanceof BodyError || isSignedOut(c.error) ? undefined : c.error;
      const line = {
        method,
        route: getRoute(c),
        // The client is gone, so no answer was sent; proxies log this status too.
        status: raw.signal.aborted && !error ? 499 : c.res.status,
        ms: Math.round((performance.now() - start) * 10) / 10,
      };
      metrics?.countRequest(line);
      if (context.report) metrics?.countViolations(context.report.violations);
      span?.end({ ...line, isError: line.status >= 500 });
      if (error) logger.error({ ...line, ...describeError(error) });
      else if (line.status < 400 && routinePaths.test(c.req.path)) logger.debug(line);
      else logger.info(line);
    });
  };
}

/** Returns the pattern of the route. A request that middleware of every path answers has that of the route behind it. */
function getRoute(c: AppContext): string {
  const route = routePath(c);
  return route === everyPath
    ? (matchedRoutes(c).findLast(({ path }) => path !== everyPath)?.path ?? route)
    : route;
}
