import type { Hono } from 'hono';
import { type FileAnswer, fieldPart, filePart, filesPath } from 'schema-form/server';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import { getServedType } from '../domain/file-type.ts';
import { apiError, notAuthenticated } from './customer-api.ts';
import { addPath } from './methods.ts';
import { readFormParts } from './request-body.ts';
import { sendFailure, toSignIn } from './send-page.ts';

/** Customers' files: one is sent by itself, and has an address that nobody can guess and nobody else may open. */
export function addFiles(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { store, files, profileForms, texts } = dependencies;

  const refuseMethod = (c: AppContext) => apiError(c, 405, texts[c.get('language')].app('api.method'));

  addPath(
    app,
    filesPath,
    {
      post: async (c) => {
        const customer = c.get('customer');
        if (!customer) return notAuthenticated(c);
        const language = c.get('language');
        const parts = new Map(await readFormParts(c));
        const file = parts.get(filePart);
        const field = parts.get(fieldPart);
        if (!(file instanceof File)) return apiError(c, 400, texts[language].files('noFile'));
        const result = await files.keep(
          customer.customer_id,
          file,
          profileForms.get(language),
          typeof field === 'string' ? field : '',
        );
        if (result.kind === 'refused') return apiError(c, 422, result.text);
        return c.json({ file_url: result.url } satisfies FileAnswer, 201);
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    `${filesPath}/:id/:name`,
    {
      get: async (c) => {
        const customer = c.get('customer');
        if (!customer) return toSignIn(c);
        const file = await store.files.get(customer.customer_id, c.req.param('id') ?? '');
        // Under another name it is not there: what an address says of a file is true.
        if (!file || file.name !== c.req.param('name')) return sendFailure(c, dependencies, 404);
        const type = getServedType(file.type);
        // Whatever is in it, nothing of it runs; all but pictures is for keeping, under the address's name.
        c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        c.header('content-disposition', type.startsWith('image/') ? 'inline' : 'attachment');
        c.header('cache-control', 'private, no-store');
        c.header('content-type', type);
        return c.body(new Uint8Array(file.content));
      },
    },
    (c) => sendFailure(c, dependencies, 405),
  );
}
