import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { runInAuditContext } from '../services/audit-context.ts';

/** Tells the audit log which client each request comes from. It follows `clientAddress`. */
export function auditContext(): MiddlewareHandler<AppEnv> {
  return (c, next) => runInAuditContext(c.get('address'), next);
}
