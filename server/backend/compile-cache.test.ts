import type { JsonObject, JsonSchema } from 'schema-form/server';
import { afterAll, expect, test } from 'vitest';
import { type CustomerForm, exampleForm } from '../../examples/backend/customer-form.ts';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import { builtSandbox } from '../project-folder.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { startBackend } from '../testing/start-backend.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createCompileCache } from './compile-cache.ts';

const sandbox = createSandbox(builtSandbox);
afterAll(() => sandbox.close());

function createSchema(properties: JsonObject): JsonSchema {
  return { type: 'object', properties } as JsonSchema;
}

test('a schema is compiled once, and its validator is found by its hash', async () => {
  const tasks: string[] = [];
  const counting = {
    run: ((task, input) => {
      tasks.push(task);
      return sandbox.run(task, input);
    }) as typeof sandbox.run,
  };
  const cache = createCompileCache({ sandbox: counting });
  const [first, second] = await Promise.all([
    cache.get(createSchema({ name: { type: 'string' } })),
    cache.get(createSchema({ name: { type: 'string' } })),
  ]);
  await cache.get(createSchema({ name: { type: 'string' } }));
  expect(tasks).toEqual(['compile']);
  expect(second).toBe(first);
  const hash = (first.validatorUrl ?? '').replace(/^\/validators\/|\.js$/g, '');
  expect(cache.findValidator(hash)).toContain('export default');
  expect(cache.findValidator('another')).toBeNull();
});

test('the schemas that were not used for longest are dropped, so that all fit into the limit', async () => {
  const cache = createCompileCache({ sandbox, maxBytes: 12_000 });
  const urls: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    const { validatorUrl } = await cache.get(createSchema({ [`field_${count}`]: { type: 'string' } }));
    urls.push((validatorUrl ?? '').replace(/^\/validators\/|\.js$/g, ''));
    await cache.get(createSchema({ field_0: { type: 'string' } }));
  }
  const kept = urls.map((hash) => cache.findValidator(hash) !== null);
  expect(kept[0]).toBe(true);
  expect(kept.at(-1)).toBe(true);
  expect(kept).toContain(false);
});

const deep = Array.from({ length: 40 }).reduce<JsonObject>(
  (inner) => ({ type: 'object', properties: { inner } }),
  { type: 'string' },
);
const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`f${index}`, { type: 'string' }]));

for (const [what, schema] of [
  ['too large', createSchema({ name: { type: 'string', description: 'x'.repeat(300_000) } })],
  ['too deep', createSchema({ deep })],
  ['of too many fields', createSchema(many)],
] as const) {
  test(`a schema that is ${what} has no validator: only the backend validates`, async () => {
    const cache = createCompileCache({ sandbox });
    expect(await cache.get(schema)).toMatchObject({ validatorUrl: null });
  });
}

for (const [what, schema] of [
  ['is no JSON Schema', createSchema({ name: { type: 'nothing' } })],
  ['has a reference to nowhere', createSchema({ name: { $ref: '#/$defs/nothing' } })],
  ['has code in its $id', { ...createSchema({}), $id: 'x*/process.exit()/*' }],
  ['is of no object', { type: 'string' } as JsonSchema],
] as const) {
  test(`a schema that ${what} is a bad answer`, async () => {
    const cache = createCompileCache({ sandbox });
    await expect(cache.get(schema)).rejects.toMatchObject({ problem: 'badAnswer', status: 502 });
    await expect(cache.get(schema)).rejects.toMatchObject({ problem: 'badAnswer' });
  });
}

test('with a schema above the limits everything works, and the backend validates', async () => {
  const create: CustomerForm['create'] = (language) => {
    const { schema, ui_schema } = exampleForm.create(language);
    return { schema: { ...schema, properties: { ...schema.properties, ...many } }, ui_schema };
  };
  const form = { ...exampleForm, create };
  const { browser, app, backend } = await startBackend({ form });
  const answer = (await (await browser.get(apiPaths.update)).json()) as UpdateAnswer;
  expect(answer.form.validator).toBeNull();
  expect((await browser.get('/edit')).status).toBe(200);
  const refused = await browser.postForm('/edit', {
    'root[first_name]': '',
    'root[email]': 'taken@example.com',
  });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('another customer has this one');
  // The schema would refuse it.
  const saved = await browser.postForm('/edit', { 'root[first_name]': 'Lina', 'root[email]': 'no address' });
  expect(saved.status).toBe(303);
  expect(backend.data.get('c-layla')).toMatchObject({ first_name: 'Lina', email: 'no address' });
  expect((await new TestBrowser(app).get('/validators/nothing.js')).status).toBe(404);
});
