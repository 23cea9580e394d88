import { expect, test } from 'vitest';
import type { FormPart } from '../domain/form-part.ts';
import { readSignInIntent } from './read-sign-in-intent.ts';

const sealed = { kind: 'sealed', sealed: 'abc' };
const draft: FormPart = ['sealed_submission', 'abc'];
const profileForm: FormPart[] = [
  ['form_customer', 'c-1'],
  ['root[first_name]', 'Layla'],
];

test.each([
  [
    'a number',
    [['mobile', '1']],
    { kind: 'requestCode', mobile: '1', country: '', keepSignedIn: false, carried: null },
  ],
  [
    'nothing',
    [],
    { kind: 'requestCode', mobile: undefined, country: '', keepSignedIn: false, carried: null },
  ],
  [
    'a number and a country',
    [
      ['mobile', '1'],
      ['country', 'KE'],
    ],
    { kind: 'requestCode', mobile: '1', country: 'KE', keepSignedIn: false, carried: null },
  ],
  [
    'a number and a code',
    [
      ['mobile', '1'],
      ['code', '2'],
    ],
    { kind: 'verifyCode', mobile: '1', code: '2', carried: null },
  ],
  [
    'a code, whose number the browser keeps',
    [['code', '']],
    { kind: 'verifyCode', mobile: undefined, code: '', carried: null },
  ],
  ['the button that changes the number', [['change', '']], { kind: 'changeNumber', carried: null }],
  [
    'the same with a submission that is carried along',
    [draft, ['mobile', '1'], ['change', '']],
    { kind: 'changeNumber', carried: sealed },
  ],
  [
    'a number with a submission',
    [draft, ['mobile', '1']],
    { kind: 'requestCode', mobile: '1', country: '', keepSignedIn: false, carried: sealed },
  ],
  ['a submission alone, as after a change of the language', [draft], { kind: 'showStep', carried: sealed }],
  [
    'the form of the profile itself',
    profileForm,
    { kind: 'showStep', carried: { kind: 'fields', fields: profileForm } },
  ],
] satisfies [string, FormPart[], object][])('%s', (_, parts, intent) => {
  expect(readSignInIntent(parts)).toEqual(intent);
});

test('files are dropped', () => {
  const photo: FormPart = ['root[photo]', new File(['x'], 'photo.png')];
  const carried = { kind: 'fields', fields: profileForm };
  expect(readSignInIntent([...profileForm, photo])).toEqual({ kind: 'showStep', carried });
});
