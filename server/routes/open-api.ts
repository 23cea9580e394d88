import type { Hono } from 'hono';
import { openApiPath } from '../../shared/customer-api.ts';
import description from '../../shared/openapi.json' with { type: 'json' };
import { addPath } from '../http/add-path.ts';
import type { AppEnv } from '../http/app-env.ts';
import { apiError } from '../http/errors.ts';

/** Adds the description of the API. It is the same for everybody, and tells nothing about customers. */
export function addOpenApi(app: Hono<AppEnv>): void {
  addPath(
    app,
    openApiPath,
    {
      get: (c) => {
        c.header('cache-control', 'public, max-age=300');
        return c.json(description);
      },
    },
    (c) => apiError(c, 405, 'Method not allowed'),
  );
}
