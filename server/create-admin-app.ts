import { Hono } from 'hono';
import type { Admin, Dependencies } from './dependencies.ts';
import type { AppEnv } from './http/app-env.ts';
import { apiError, handleAdminError } from './http/errors.ts';
import { bodyTime } from './http/request-body.ts';
import { auditContext } from './middleware/audit-context.ts';
import { clientAddress } from './middleware/client-address.ts';
import { requestLog } from './middleware/request-log.ts';
import { requireKey } from './middleware/require-key.ts';
import { closeUnreadBody } from './middleware/unread-body.ts';
import { addAdminApi } from './routes/admin-api.ts';
import { addFavicon } from './routes/assets.ts';
import { addMetrics } from './routes/metrics.ts';

/** Creates the app of the admin port, for the operator's own systems. */
export function createAdminApp(
  {
    env,
    logger,
    telemetry,
    getTexts,
    brand,
  }: Pick<Dependencies, 'env' | 'logger' | 'telemetry' | 'getTexts' | 'brand'>,
  { key, customers, onRefusal }: Admin,
): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ strict: false });
  app.use(closeUnreadBody());
  app.use(requestLog(logger));
  app.use(clientAddress(env.trustProxy, null));
  app.use(auditContext());
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    const { bodyLimit } = env;
    c.set('bodyLimits', { whole: bodyLimit, text: bodyLimit, time: bodyTime, spool: null });
    await next();
  });
  // Before the key, which a browser that looks for an icon does not send.
  addFavicon(app, brand.icon);
  app.use(
    requireKey(key, async (c) => {
      await onRefusal(c.get('address'));
      return apiError(c, 401, 'The bearer key is missing or wrong');
    }),
  );
  if (customers) addAdminApi(app, customers);
  addMetrics(app, telemetry);
  app.notFound((c) => apiError(c, 404, 'There is nothing at this path'));
  app.onError((error, c) => handleAdminError(c, getTexts, error));
  return app;
}
