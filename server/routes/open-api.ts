import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import { openApiPath } from '../../shared/customer-api.ts';
import type { AppEnv } from '../app-env.ts';
import { addPath } from '../http/add-path.ts';
import { apiError } from '../http/errors.ts';
import { projectFolder } from '../project-folder.ts';

/** Adds the description of the API. It is the same for everybody, and tells nothing about customers. */
export function addOpenApi(app: Hono<AppEnv>): void {
  const text = readFileSync(path.join(projectFolder, 'shared/openapi.json'), 'utf8');
  addPath(
    app,
    openApiPath,
    {
      get: (c) => {
        c.header('cache-control', 'public, max-age=300');
        c.header('content-type', 'application/json');
        return c.body(text);
      },
    },
    (c) => apiError(c, 405, 'Method not allowed'),
  );
}
