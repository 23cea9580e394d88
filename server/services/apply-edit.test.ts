import { expect, test } from 'vitest';
import type { FormPart } from '../domain/form-part.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { pdf } from '../testing/test-files.ts';
import { writeForm } from '../testing/write-form.ts';
import { applyEdit } from './apply-edit.ts';
import type { EditOutcome, EditServices } from './edit-outcome.ts';
import type { Profile } from './profiles.ts';
import { readEditIntent } from './read-edit-intent.ts';

const form = {
  schema: {
    type: 'object',
    required: ['first_name'],
    properties: {
      first_name: { type: 'string', title: 'First name', minLength: 1 },
      language: { type: 'string', title: 'Language', enum: ['en', 'ar'] },
      phones: { type: 'array', title: 'Phones', items: { type: 'string' } },
      photo: { type: 'string', title: 'Photo' },
      last_name: { type: 'string', title: 'Last name', minLength: 2 },
    },
  },
  ui_schema: {
    photo: { 'ui:widget': 'upload', 'ui:options': { accept: ['image/*'] } },
    'ui:options': {
      steps: true,
      sections: [
        { title: 'One', fields: ['first_name', 'language', 'phones', 'photo'] },
        { title: 'Two', fields: ['last_name'] },
      ],
    },
  },
};

async function openEditor(): Promise<{ services: EditServices; profile: Profile }> {
  const { app, browser } = await createSignedIn(layla, { variables: { PROFILE_FORM: writeForm(form) } });
  const { profiles } = app.dependencies;
  const profile = await profiles.open({ sessionToken: browser.cookies.get('session') ?? null });
  if (!profile) throw new Error('Nobody is signed in');
  return { services: app.dependencies, profile };
}

const owner: FormPart = ['form_customer', layla.customer_id];
const version: FormPart = ['if_match', '1'];
const lastName: FormPart = ['root[last_name]', 'Haddad'];
const valid: FormPart[] = [owner, version, ['root[first_name]', ' Leila '], lastName];
const invalid: FormPart[] = [owner, version, ['root[first_name]', ''], ['root[last_name]', 'x']];

interface Case {
  parts: FormPart[];
  query?: Record<string, string>;
  kind: EditOutcome['kind'];
  /** What the shown form holds. */
  data?: object;
  /** The fields with errors. */
  errors?: string[];
  /** Anything else of the outcome. */
  also?: object;
  /** The first name that is stored afterwards. */
  stored?: string;
}

const rerender = { rerender: '' };

const cases: [what: string, expected: Case][] = [
  ['a valid form is saved', { parts: valid, kind: 'saved', stored: 'Leila' }],
  [
    'an invalid form comes back as it was typed',
    {
      parts: invalid,
      kind: 'invalid',
      data: { first_name: '', last_name: 'x' },
      errors: ['first_name', 'last_name'],
      also: { navigation: null },
    },
  ],
  [
    'a form of another version comes back to be compared with the current version',
    {
      parts: [owner, ['if_match', '9'], ['root[first_name]', ' Leila '], lastName],
      kind: 'review',
      data: { first_name: 'Layla' },
      errors: [],
      also: {
        shown: { profile: { version: '1' } },
        review: {
          kind: 'conflict',
          base: null,
          stored: { first_name: 'Layla' },
          mine: { first_name: 'Leila' },
        },
      },
    },
  ],
  [
    'a form of another customer is rejected',
    { parts: [['form_customer', omar.customer_id], ...valid], kind: 'rejected' },
  ],
  [
    'a button adds a blank entry to a list',
    {
      parts: [
        ...valid,
        ['root[phones][0]', '1'],
        ['root[phones][0]__oneof_select', '1'],
        ['change_list', 'add root[phones]'],
      ],
      kind: 'listChanged',
      data: { phones: ['1', null] },
      errors: [],
      also: { chosen: { 'root[phones][0]__oneof_select': 1 }, navigation: { from: 0, by: 0 } },
    },
  ],
  [
    'a step is left only without errors of its own',
    {
      parts: [...invalid, ['form_next', '0']],
      kind: 'stepped',
      errors: ['first_name'],
      also: { navigation: { from: 0, by: 1 } },
    },
  ],
  [
    'a step is left backwards whatever its errors',
    {
      parts: [...invalid, ['form_back', '1']],
      kind: 'stepped',
      errors: [],
      also: { navigation: { from: 1, by: -1 } },
    },
  ],
  [
    'a form is rendered again, without errors, at its step',
    {
      parts: [...invalid, ['form_step', '1']],
      query: rerender,
      kind: 'rerendered',
      data: { last_name: 'x' },
      errors: [],
      also: { isRestored: false, language: null, navigation: { from: 1, by: 0 } },
    },
  ],
  [
    'a form is rendered again in another language, which is stored',
    {
      parts: [...valid, ['root[language]', 'en'], ['language', 'ar']],
      query: rerender,
      kind: 'rerendered',
      data: { first_name: 'Leila', language: 'ar' },
      also: { language: 'ar', shown: { profile: { version: '2' } } },
    },
  ],
  [
    'a form is rendered again at the step of the choice that was pressed',
    {
      parts: [...valid, ['form_show', 'root[last_name]__oneof_select']],
      query: rerender,
      kind: 'rerendered',
      also: { navigation: { from: 1, by: 0 } },
    },
  ],
  [
    'a form is rendered again with the blank entries of its lists, which are not saved',
    {
      parts: [...valid, ['root[phones][0]', ''], ['root[phones][1]', '1'], ['form_show', 'root[last_name]']],
      query: rerender,
      kind: 'rerendered',
      data: { phones: ['', '1'] },
    },
  ],
  [
    'a refused file is an error of its field',
    {
      parts: [...valid, ['root[photo]', new File([pdf], 'photo.pdf', { type: 'application/pdf' })]],
      kind: 'invalid',
      errors: ['photo'],
    },
  ],
  [
    'a form of another version with the stored values is saved already',
    { parts: [owner, ['if_match', '9'], ['root[first_name]', ' Layla '], lastName], kind: 'saved' },
  ],
  [
    'a discarded form is sealed',
    { parts: [...valid, ['form_discard', '1']], kind: 'discarded', also: { sealed: expect.any(String) } },
  ],
  [
    'a form that nobody changed is left without anything to restore',
    {
      parts: [owner, version, ['root[first_name]', 'Layla'], lastName, ['form_discard', '1']],
      kind: 'discarded',
      also: { sealed: null },
    },
  ],
  [
    'a refused file is reported before a conflict',
    {
      parts: [
        ...[
          owner,
          ['if_match', '9'] satisfies FormPart,
          lastName,
          ['root[first_name]', 'Leila'] satisfies FormPart,
        ],
        ['root[photo]', new File([pdf], 'photo.pdf', { type: 'application/pdf' })],
      ],
      kind: 'invalid',
      errors: ['photo'],
      also: { shown: { profile: { version: '9' } } },
    },
  ],
  [
    'an undo with a key that was not made here is rejected',
    { parts: [['form_undo', 'forged']], kind: 'rejected' },
  ],
  ['what was not sealed here is rejected', { parts: [['sealed_submission', 'forged']], kind: 'rejected' }],
];

test.each(cases)('%s', async (_, { parts, query = {}, kind, data, errors, also, stored = 'Layla' }) => {
  const { services, profile } = await openEditor();
  const outcome = await applyEdit(services, readEditIntent(parts, query), { profile, language: 'en' });
  expect(outcome).toMatchObject({ kind, ...also });
  const shown = 'shown' in outcome ? outcome.shown.profile.form : null;
  if (data) expect(shown?.data).toMatchObject(data);
  if (errors) expect(Object.keys(shown?.errors ?? {}).sort()).toEqual(errors);
  const current = await services.profiles.setLanguage(profile, profile.language ?? 'en');
  expect(current?.customer.first_name).toBe(stored);
});

test('a sealed submission is restored, and not saved', async () => {
  const { services, profile } = await openEditor();
  const sealed = services.sealedSubmissions.seal(valid as [string, string][]) ?? '';
  const intent = readEditIntent([['sealed_submission', sealed]], {});
  const outcome = await applyEdit(services, intent, { profile, language: 'en' });
  expect(outcome).toMatchObject({ kind: 'rerendered', isRestored: true });
});

test('a sealed submission of another customer is rejected', async () => {
  const { services, profile } = await openEditor();
  const sealed = services.sealedSubmissions.seal([['form_customer', omar.customer_id]]) ?? '';
  const intent = readEditIntent([['sealed_submission', sealed]], {});
  expect(await applyEdit(services, intent, { profile, language: 'en' })).toEqual({ kind: 'rejected' });
});

test('a profile that does not exist any more can’t be saved', async () => {
  const { services, profile } = await openEditor();
  const gone = { ...profile, customerId: 'nobody' };
  const intent = readEditIntent([['root[first_name]', 'Leila']], {});
  expect(await applyEdit(services, intent, { profile: gone, language: 'en' })).toEqual({ kind: 'gone' });
});

test('a backend that can’t store the profile now says when to try again', async () => {
  const { services, profile } = await openEditor();
  const unavailable = { kind: 'unavailable', retryAfter: 7 } as const;
  const profiles = { ...services.profiles, save: () => Promise.resolve(unavailable) };
  const intent = readEditIntent(valid, {});
  const outcome = await applyEdit({ ...services, profiles }, intent, { profile, language: 'en' });
  expect(outcome).toEqual(unavailable);
});
