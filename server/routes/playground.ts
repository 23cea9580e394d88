import type { Hono } from 'hono';
import { bundleSchema, FormDefinitionError, isJsonObject, type JsonSchema } from 'schema-form/server';
import { pagePaths } from '../../shared/page.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import { apiError, createApiMethodError, sendErrorPage } from '../http/errors.ts';
import { readBody, readFormFields } from '../http/request-body.ts';
import { sendPage } from '../http/send-page.ts';
import { SandboxError } from '../sandbox/sandbox.ts';
import type { Playground } from '../services/playground.ts';
import {
  type PlaygroundRequest,
  readPlaygroundRequest,
  type ShownPlayground,
  showBeyondLimits,
  showEditors,
  showPlayground,
} from '../services/show-playground.ts';

/** Adds the playground: a page with editors and the form of what is in them, and a check for scripts. */
export function addPlayground(app: Hono<AppEnv>, dependencies: Dependencies, playground: Playground): void {
  const { getTexts } = dependencies;

  addPath(
    app,
    pagePaths.playground,
    {
      get: (c) => {
        const [first = ''] = playground.examples;
        const example = playground.findExample(c.req.query('example') ?? first);
        const editors = example ?? { schema: '', ui_schema: '', data: '' };
        // A request that another site caused compiles nothing, not even an example. A link to a schema
        // carries it in its fragment, which only fills the editors.
        return c.req.header('sec-fetch-site') === 'cross-site'
          ? send(c, showEditors(playground, editors))
          : show(c, { editors, fields: [], target: null });
      },
      post: async (c) => {
        const fields = await readFormFields(c);
        if (!fields) return sendErrorPage(c, dependencies, 400);
        return show(c, readPlaygroundRequest(fields, c.req.query()));
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );

  addPath(
    app,
    `${pagePaths.playground}/check`,
    {
      post: async (c) => {
        const language = c.get('language');
        const body = await readBody(c);
        if (body.kind === 'refused') return apiError(c, body.status, getTexts(language).app(body.text));
        const { schema: given, data = {} } = body.value;
        const refuse = (message: string, pointer: string) => c.json({ error_message: message, pointer }, 422);
        // JSON Schema allows `true` (accepts anything) and `false` (accepts nothing) as schemas.
        const schema = typeof given === 'boolean' ? bundleSchema(given) : given;
        if (!isJsonObject(schema)) return refuse('must be a JSON Schema', '');
        try {
          const errors = await playground.check(schema as JsonSchema, data, language);
          return c.json({ has_errors: Object.keys(errors).length > 0, errors });
        } catch (error) {
          if (!(error instanceof FormDefinitionError)) throw error;
          return refuse(error.problem, error.pointer.replace(/^\/schema/, ''));
        }
      },
    },
    createApiMethodError(dependencies),
  );

  async function show(c: AppContext, request: PlaygroundRequest): Promise<Response> {
    const shown = await showPlayground(playground, request, c.get('language'));
    try {
      return await send(c, shown);
    } catch (error) {
      if (!(error instanceof SandboxError) || error.reason === 'busy') throw error;
      return send(c, showBeyondLimits(playground, request.editors));
    }
  }

  function send(c: AppContext, { state, hasErrors, move, chosen }: ShownPlayground): Promise<Response> {
    const status = hasErrors ? 422 : 200;
    if (!state.form) return sendPage(c, dependencies, status, { playground: state });
    const renderPage = playground.renderPage ?? undefined;
    return playground.withPatterns(() =>
      sendPage(c, dependencies, status, { renderPage, playground: state, move, chosen }),
    );
  }
}
