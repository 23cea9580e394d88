import type { Hono } from 'hono';
import {
  bundleSchema,
  FormDefinitionError,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
} from 'schema-form/server';
import { findLanguage } from '../../shared/languages.ts';
import { pagePaths } from '../../shared/page.ts';
import {
  documentNames,
  mostLanguages,
  type PlaygroundDocuments,
  playgroundPaths,
} from '../../shared/playground.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError, createApiMethodError, sendErrorPage } from '../http/errors.ts';
import { readBody, readFormParts } from '../http/request-body.ts';
import { sendPage } from '../http/send-page.ts';
import { SandboxError } from '../sandbox/sandbox.ts';
import type { Playground } from '../services/playground.ts';
import {
  answerForms,
  type PlaygroundRequest,
  readPlaygroundRequest,
  type ShownPlayground,
  showBeyondLimits,
  showEditors,
  showPlayground,
} from '../services/show-playground.ts';

/**
 * Adds the playground: a page with editors and the form of what is in them, the form alone for its frames, and two
 * paths for scripts, which make forms and validate data.
 */
export function addPlayground(app: Hono<AppEnv>, dependencies: Dependencies, playground: Playground): void {
  const { getTexts } = dependencies;

  addPath(
    app,
    pagePaths.playground,
    {
      get: (c) => {
        const [first = ''] = playground.examples;
        const example = playground.findExample(c.req.query('example') ?? first);
        const editors = example ?? noDocuments;
        // A request that another site caused compiles nothing, not even an example. A link to a schema
        // carries it in its fragment, which only fills the editors.
        return c.req.header('sec-fetch-site') === 'cross-site'
          ? send(c, showEditors(playground, editors))
          : show(c, { editors, fields: [], target: null });
      },
      post: async (c) => {
        const fields = await readFields(c);
        if (!fields) return sendErrorPage(c, dependencies, 400);
        return show(c, readPlaygroundRequest(fields, c.req.query()));
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );

  addPath(
    app,
    pagePaths.preview,
    {
      // An empty page compiles nothing. The page that frames it sends it a form.
      get: (c) => {
        const language = c.req.query('language');
        const known = language === undefined ? c.get('language') : findLanguage(c.get('languages'), language);
        if (known === null) return send(c, refuseLanguage(c, noDocuments, language ?? ''));
        c.set('language', known);
        return sendPage(c, dependencies, 200, {});
      },
      post: async (c) => {
        const fields = await readFields(c);
        if (!fields) return sendErrorPage(c, dependencies, 400);
        const request = readPlaygroundRequest(fields, c.req.query());
        const language = fields.findLast(([name]) => name === 'language')?.[1];
        const known = language === undefined ? c.get('language') : findLanguage(c.get('languages'), language);
        if (known === null) return send(c, refuseLanguage(c, request.editors, language ?? ''));
        c.set('language', known);
        return show(c, request);
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );

  addPath(
    app,
    playgroundPaths.forms,
    {
      post: async (c) => {
        const body = await readBody(c);
        if (body.kind === 'refused')
          return apiError(c, body.status, getTexts(c.get('language')).app(body.text));
        const { languages: wanted, ...given } = body.value;
        const documents = readDocuments(given);
        if (!documents) return apiError(c, 400, `${documentNames.join(', ')} must be texts`);
        const names = Array.isArray(wanted) ? wanted.slice(0, mostLanguages + 1).map(String) : [];
        const languages = names.flatMap((name) => findLanguage(c.get('languages'), name) ?? []);
        const [first, ...others] = new Set(languages);
        if (first === undefined || languages.length < names.length || names.length > mostLanguages) {
          return apiError(
            c,
            400,
            `languages must be a list of 1 to ${mostLanguages} of these: ${listLanguages(c)}`,
          );
        }
        return c.json(await answerForms(playground, documents, [first, ...others]));
      },
    },
    createApiMethodError(dependencies),
  );

  addPath(
    app,
    playgroundPaths.check,
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

  function refuseLanguage(c: AppContext, editors: PlaygroundDocuments, language: string): ShownPlayground {
    const message = `"${language.slice(0, 20)}" is no language of this site; use one of ${listLanguages(c)}`;
    return showEditors(playground, editors, { field: 'language', pointer: '', message });
  }

  async function show(c: AppContext, request: PlaygroundRequest): Promise<Response> {
    const shown = await showPlayground(playground, request, c.get('language'));
    try {
      return await send(c, shown);
    } catch (error) {
      if (!(error instanceof SandboxError) || error.reason === 'busy') throw error;
      return send(c, showBeyondLimits(playground, request.editors));
    }
  }

  function send(c: AppContext, { state, hasErrors, navigation, chosen }: ShownPlayground): Promise<Response> {
    const status = hasErrors ? 422 : 200;
    // Only a frame that shows the form without script is submitted to.
    const hasScripts = c.req.method === 'GET' || c.req.header('sec-fetch-dest') !== 'iframe';
    if (!state.form) return sendPage(c, dependencies, status, { hasScripts, playground: state });
    const renderPage = playground.renderPage ?? undefined;
    return playground.withPatterns(() =>
      sendPage(c, dependencies, status, { renderPage, hasScripts, playground: state, navigation, chosen }),
    );
  }
}

const noDocuments: PlaygroundDocuments = { schema: '', ui_schema: '', data: '' };

function listLanguages(c: AppContext): string {
  return Object.keys(c.get('languages')).join(', ');
}

/** Returns the fields of a submitted form, files by their names; null for another body. */
async function readFields(c: AppContext): Promise<[string, string][] | null> {
  const parts = await readFormParts(c);
  if (!parts) return null;
  return parts.flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[name, value]];
    // A control in which no file was chosen submits one without a name. It must not replace the file that the form has.
    return value.name === '' ? [] : [[name, value.name]];
  });
}

/** Returns the documents in a body; null where one is no text. */
function readDocuments({ schema, ui_schema, data }: JsonObject): PlaygroundDocuments | null {
  return typeof schema === 'string' && typeof ui_schema === 'string' && typeof data === 'string'
    ? { schema, ui_schema, data }
    : null;
}
