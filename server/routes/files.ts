import type { Hono } from 'hono';
import { type FileAnswer, fieldPart, filePart, filesPath } from 'schema-form/server';
import type { Dependencies } from '../dependencies.ts';
import { getServedType } from '../domain/file-type.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError, createApiMethodError, notAuthenticated, sendErrorPage } from '../http/errors.ts';
import { readFormParts } from '../http/request-body.ts';
import { redirectToSignIn } from '../http/send-page.ts';

/** Adds the files of customers: uploading one, and opening it at an address that nobody can guess. */
export function addFiles(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { files, getTexts } = dependencies;

  addPath(
    app,
    filesPath,
    {
      post: async (c) => {
        const profile = c.get('profile');
        if (!profile) return notAuthenticated(c);
        const language = c.get('language');
        const parts = new Map(await readFormParts(c));
        const file = parts.get(filePart);
        const field = parts.get(fieldPart);
        if (!(file instanceof File)) return apiError(c, 400, getTexts(language).files('noFile'));
        const { form } = await profile.getForm(language);
        const fieldName = typeof field === 'string' ? field : '';
        const result = await files.keep(profile.customerId, file, form, fieldName);
        if (result.kind === 'refused') return apiError(c, 422, result.text);
        return c.json({ file_url: result.url } satisfies FileAnswer, 201);
      },
    },
    createApiMethodError(dependencies),
  );

  addPath(
    app,
    `${filesPath}/:id/:name`,
    {
      get: async (c) => {
        const profile = c.get('profile');
        if (!profile) return redirectToSignIn(c);
        const file = await files.get(profile.customerId, c.req.param('id') ?? '');
        // The name is part of the address: nobody can make an address that claims another name.
        if (!file || file.name !== c.req.param('name')) return sendErrorPage(c, dependencies, 404);
        const type = getServedType(file.type);
        // Nothing in a file runs, and only pictures open in the browser; others are downloaded by their name.
        c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        c.header('content-disposition', type.startsWith('image/') ? 'inline' : 'attachment');
        c.header('cache-control', 'private, no-store');
        c.header('content-type', type);
        return c.body(new Uint8Array(file.content));
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );
}

/** Refuses every upload: a remote backend stores the values, and could not open files that are stored here. */
export function refuseFiles(app: Hono<AppEnv>, dependencies: Pick<Dependencies, 'getTexts'>): void {
  const post = (c: AppContext) =>
    c.get('profile')
      ? apiError(c, 422, dependencies.getTexts(c.get('language')).files('unavailable'))
      : notAuthenticated(c);
  addPath(app, filesPath, { post }, createApiMethodError(dependencies));
}
