import type { Hono } from 'hono';
import {
  bundleSchema,
  changeList,
  FormDefinitionError,
  getListProperty,
  getMoveErrors,
  getTopKey,
  isJsonObject,
  type JsonSchema,
  listField,
  readMove,
  redrawAddress,
  type StepMove,
  shortenLists,
  showField,
  stayAt,
  stepFields,
} from 'schema-form/server';
import { type PlaygroundState, pagePaths } from '../../shared/page.ts';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import { SandboxError } from '../sandbox/sandbox.ts';
import { beyondLimits, type Playground, type PlaygroundTexts } from '../services/playground.ts';
import { apiError } from './customer-api.ts';
import { addPath } from './methods.ts';
import { readBody, readFormData, readFormFields, takeFields } from './request-body.ts';
import { sendFailure, sendPage } from './send-page.ts';

/** Trying out schemas: a page with editors and the form of what is in them, and a check for scripts. */
export function addPlayground(app: Hono<AppEnv>, dependencies: Dependencies, playground: Playground): void {
  const { texts } = dependencies;

  addPath(
    app,
    pagePaths.playground,
    {
      get: (c) => {
        const [first = ''] = playground.examples;
        const example = playground.getExample(c.req.query('example') ?? first);
        const editors = example ?? { schema: '', ui_schema: '', data: '' };
        // Nothing that another site makes a browser ask for is compiled, not even an example. A link to
        // somebody's own schema carries it in its fragment, which fills the editors and no more.
        return c.req.header('sec-fetch-site') === 'cross-site' ? sendEditors(c, editors) : send(c, editors);
      },
      post: async (c) => {
        const fields = await readFormFields(c);
        if (!fields) return sendFailure(c, dependencies, 400);
        const find = (name: string) => fields.findLast(([field]) => field === name)?.[1] ?? '';
        const editors = { schema: find('schema'), ui_schema: find('ui_schema'), data: find('data') };
        const shown = c.req.query(redrawAddress.slice(1)) === undefined ? null : getTopKey(find(showField));
        const move = readMove(takeFields(fields, Object.values(stepFields)).taken);
        return send(c, editors, fields, shown ?? move);
      },
    },
    (c) => sendFailure(c, dependencies, 405),
  );

  addPath(
    app,
    `${pagePaths.playground}/check`,
    {
      post: async (c) => {
        const language = c.get('language');
        const body = await readBody(c);
        if (body.kind === 'refused') return apiError(c, body.status, texts[language].app(body.text));
        const { schema, data = {} } = body.value;
        const refuse = (message: string, pointer: string) => c.json({ error_message: message, pointer }, 422);
        // A schema may be `true` (anything) or `false` (nothing) too.
        const plain = typeof schema === 'boolean' ? bundleSchema(schema) : schema;
        if (!isJsonObject(plain)) return refuse('must be a JSON Schema', '');
        try {
          const errors = await playground.check(plain as JsonSchema, data, language);
          return c.json({ has_errors: Object.keys(errors).length > 0, errors });
        } catch (error) {
          if (!(error instanceof FormDefinitionError)) throw error;
          return refuse(error.fault, error.pointer.replace(/^\/schema/, ''));
        }
      },
    },
    (c) => apiError(c, 405, texts[c.get('language')].app('api.method')),
  );

  /** The page before anything is rendered. */
  function sendEditors(c: AppContext, editors: PlaygroundTexts, fault: PlaygroundFault = null) {
    const state = {
      ...editors,
      examples: playground.examples,
      form: null,
      isWrapped: false,
      fault,
      payload: null,
    };
    return sendPage(c, dependencies, fault ? 422 : 200, { playground: state });
  }

  async function send(
    c: AppContext,
    editors: PlaygroundTexts,
    fields: readonly [string, string][] = [],
    /** Where to go from a step, or the property whose step to stay at. */
    wish: StepMove | string | null = null,
  ): Promise<Response> {
    const result = await playground.draw(editors, c.get('language'));
    if ('fault' in result) return sendEditors(c, editors, result.fault);
    const { form, data: given } = result;
    // The form that was rendered sends its own fields beside the texts that it was made from.
    const own = fields.filter(([name]) => name.startsWith('root') || name === listField);
    const sent = own.length > 0 ? await playground.withPatterns(() => readFormData(form, own)) : null;
    const changed = sent && changeList(sent.payload, fields);
    const place = changed ? getListProperty(fields) : wish;
    const move = typeof place === 'string' ? stayAt(form.ui_schema, place) : place;
    const validated =
      sent && !changed
        ? await playground.validateForm(form, sent.payload, sent.chosen)
        : { payload: null, errors: {} };
    if ('fault' in validated) return sendEditors(c, editors, validated.fault);
    const { payload, errors: found } = validated;
    const errors = move ? getMoveErrors(found, form.ui_schema, move) : found;
    const rendered = {
      schema: form.schema,
      ui_schema: form.ui_schema,
      // A small schema and short data may stand for very many fields.
      data: shortenLists(form.schema, changed ?? sent?.payload ?? given),
      errors,
      validator: form.validatorUrl,
    };
    try {
      return await playground.withPatterns(() =>
        sendPage(c, dependencies, Object.keys(errors).length > 0 ? 422 : 200, {
          renderPage: playground.renderPage ?? undefined,
          playground: {
            ...editors,
            examples: playground.examples,
            form: rendered,
            isWrapped: form.isWrapped,
            fault: null,
            payload: move ? null : payload,
          },
          move,
          // Branches are inferred from the data, because indexes have changed.
          posted: changed ? {} : (sent?.chosen ?? null),
        }),
      );
    } catch (error) {
      if (!(error instanceof SandboxError) || error.reason === 'busy') throw error;
      return sendEditors(c, editors, { field: 'schema', pointer: '', message: beyondLimits });
    }
  }
}

type PlaygroundFault = PlaygroundState['fault'];
