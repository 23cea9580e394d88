import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { AppEnv, Dependencies } from '../app-env.ts';
import { validatorsPath } from '../services/profile-forms.ts';
import { apiError } from './customer-api.ts';

const forEver = 'public, max-age=31536000, immutable';

/** Files whose names are hashes of what is in them: the built scripts and styles, and the validators. */
export function addAssets(app: Hono<AppEnv>, { profileForms }: Dependencies, clientDirectory: string): void {
  app.get(
    '/assets/*',
    serveStatic({
      root: clientDirectory,
      precompressed: true,
      onFound: (_, c) => c.header('cache-control', forEver),
    }),
  );
  app.get(
    '/icon.svg',
    serveStatic({
      root: clientDirectory,
      onFound: (_, c) => c.header('cache-control', 'public, max-age=86400'),
    }),
  );
  app.get(`${validatorsPath}:file{[\\w-]+\\.js}`, (c) => {
    const source = profileForms.findValidator(c.req.param('file').slice(0, -'.js'.length));
    if (source === null) return apiError(c, 404, 'No form of today has this validator');
    c.header('cache-control', forEver);
    c.header('content-type', 'text/javascript; charset=utf-8');
    return c.body(source);
  });
}
