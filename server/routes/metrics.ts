import type { Hono } from 'hono';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError } from '../http/errors.ts';
import type { Telemetry } from '../telemetry/create-telemetry.ts';

/** The media type of the text format of Prometheus. */
const mediaType = 'text/plain; version=0.0.4; charset=utf-8';

/** Adds the metrics in the text format of Prometheus. They are for the admin port, behind its key. */
export function addMetrics(app: Hono<AppEnv>, { readMetrics }: Pick<Telemetry, 'readMetrics'>): void {
  if (!readMetrics) return;
  const refuseMethod = (c: AppContext) => apiError(c, 405, 'Method not allowed');
  const get = async (c: AppContext) => c.body(await readMetrics(), 200, { 'content-type': mediaType });
  addPath(app, '/metrics', { get }, refuseMethod);
}
