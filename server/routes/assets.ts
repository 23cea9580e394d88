import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { type BrandFile, brandPath } from '../config/brand-files.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError } from '../http/errors.ts';
import { validatorsPath } from '../services/profile-forms.ts';
import { textsPath } from '../services/text-modules.ts';

const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
const immutable = 'public, max-age=31536000, immutable';
const forOneDay = 'public, max-age=86400';

/**
 * Adds the files whose addresses are hashes of their content: built scripts and styles, validators, the texts of pages
 * and the pictures of the brand.
 */
export function addAssets(
  app: Hono<AppEnv>,
  {
    profileForms,
    playground,
    textModules,
    brand,
  }: Pick<Dependencies, 'profileForms' | 'playground' | 'textModules' | 'brand'>,
  clientDirectory: string,
): void {
  addFolder(app, '/assets/*', clientDirectory, immutable);
  addFolder(app, '/icon.svg', clientDirectory, forOneDay);
  addFavicon(app, brand.icon);
  const validators = `${validatorsPath}:file{[\\w-]+\\.js}`;
  app.get(validators, (c) => {
    const hash = c.req.param('file').slice(0, -'.js'.length);
    const source = profileForms.findValidator(hash) ?? playground?.findValidator(hash) ?? null;
    if (source === null) return apiError(c, 404, 'No form of today has this validator');
    c.header('cache-control', immutable);
    c.header('content-type', 'text/javascript; charset=utf-8');
    return c.body(source);
  });
  app.all(validators, refuseMethod);
  const texts = `${textsPath}:version/:language/:part{\\w+\\.js}`;
  app.get(texts, (c) => {
    const { version, language, part } = c.req.param();
    const source = textModules.find(version, language, part.slice(0, -'.js'.length));
    if (source === null) return apiError(c, 404, 'There are no such texts');
    c.header('cache-control', immutable);
    c.header('content-type', 'text/javascript; charset=utf-8');
    return c.body(source);
  });
  app.all(texts, refuseMethod);
  const pictures = `${brandPath}:name`;
  app.get(pictures, (c) => {
    const file = brand.files.get(c.req.param('name'));
    if (!file) return apiError(c, 404, 'There is no such picture');
    c.header('cache-control', immutable);
    return sendPicture(c, file);
  });
  app.all(pictures, refuseMethod);
}

/** Adds the icon at the address where browsers look for it when a document names none, such as an answer in JSON. */
export function addFavicon(app: Hono<AppEnv>, icon: BrandFile): void {
  const get = (c: AppContext) => {
    c.header('cache-control', forOneDay);
    return sendPicture(c, icon);
  };
  addPath(app, '/favicon.ico', { get }, refuseMethod);
}

function sendPicture(c: AppContext, { mediaType, content }: BrandFile): Response {
  c.header('content-type', mediaType);
  // Against scripts in an SVG that somebody opens by itself: it loads nothing, and runs in an origin of its own.
  c.header('content-security-policy', picturePolicy);
  return c.body(content);
}

/** Adds files of the build with their `Cache-Control`. */
function addFolder(app: Hono<AppEnv>, path: string, root: string, cacheControl: string): void {
  app.get(
    path,
    // serveStatic calls `onFound` after it has made its answer, which is too late for a header. So the
    // header is set before, and replaced when there is no such file.
    async (c, next) => {
      c.header('cache-control', cacheControl);
      await next();
    },
    serveStatic({
      root,
      precompressed: true,
      onNotFound: (_, c) => c.header('cache-control', 'no-store'),
    }),
  );
  app.all(path, (c, next) => (/^(GET|HEAD)$/.test(c.req.method) ? next() : refuseMethod(c)));
}

/** Answers before the language is known. */
function refuseMethod(c: AppContext): Response {
  c.header('allow', 'GET, HEAD');
  return apiError(c, 405, 'Method not allowed');
}
