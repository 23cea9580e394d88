import type { Hono } from 'hono';
import { securityTextPath } from '../config/create-security-text.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError } from '../http/errors.ts';

/** Adds the file that says whom to tell about a vulnerability. It is the same for everybody. */
export function addSecurityText(
  app: Hono<AppEnv>,
  { securityText }: Pick<Dependencies, 'securityText'>,
): void {
  const get = (c: AppContext) => {
    if (securityText === null || securityText.expiresAt <= Date.now()) {
      return apiError(c, 404, 'There is no security.txt');
    }
    c.header('cache-control', 'public, max-age=3600');
    return c.text(securityText.text);
  };
  addPath(app, securityTextPath, { get }, (c) => apiError(c, 405, 'Method not allowed'));
}
