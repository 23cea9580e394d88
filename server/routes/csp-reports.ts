import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import { getMediaType } from '../domain/media-type.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { BodyError } from '../http/body-error.ts';
import { apiError } from '../http/errors.ts';
import { parseJson, readText } from '../http/request-body.ts';
import { cspReportsPath } from '../services/csp-reports.ts';

/** Those of the Reporting API and of `report-uri`. A page of another site can send neither without a preflight. */
const mediaTypes = new Set(['application/reports+json', 'application/csp-report']);
/** Bytes of a body. */
const longestBody = 16_384;
/** Milliseconds in which it must arrive. */
const longestTime = 5000;

/** Adds the endpoint to which browsers report violations of the Content Security Policy. It needs no session. */
export function addCspReports(app: Hono<AppEnv>, { cspReports }: Pick<Dependencies, 'cspReports'>): void {
  const receive = async (c: AppContext) => {
    if (!mediaTypes.has(getMediaType(c.req.header('content-type')))) {
      return apiError(c, 415, 'Send reports of a Content Security Policy');
    }
    c.set('bodyLimits', { whole: longestBody, text: longestBody, time: longestTime, spool: null });
    try {
      const isTaken = cspReports.receive(parseJson(await readText(c)));
      return isTaken ? c.body(null, 204) : apiError(c, 400, 'This is no report');
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      if (error.status === 413) c.header('connection', 'close');
      return c.json(
        { error_message: 'The report is too long or too slow' },
        error.status as ContentfulStatusCode,
      );
    }
  };
  addPath(app, cspReportsPath, { post: receive }, (c) => apiError(c, 405, 'Method not allowed'));
}
