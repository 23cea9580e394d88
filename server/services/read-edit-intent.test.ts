import { describe, expect, test } from 'vitest';
import type { FormPart } from '../domain/form-part.ts';
import { readEditIntent } from './read-edit-intent.ts';

const version: FormPart = ['if_match', '3'];
const owner: FormPart = ['form_customer', 'c-1'];
const name: FormPart = ['root[first_name]', 'Layla'];
const form = { version: '3', customerIds: ['c-1'], base: null, at: null };
const unreviewed = { isConfirmed: false, keepStored: new Set() };
const always = [version, owner, name];

describe('a submission of the form asks', () => {
  test('to be saved, where no other button was pressed', () => {
    expect(readEditIntent(always, {})).toEqual({ kind: 'save', ...unreviewed, ...form, parts: [name] });
  });

  test('to be saved after a review, with the stored value of a conflict', () => {
    const choices: FormPart[] = [
      ['form_conflict:root[first_name]', 'mine'],
      ['form_conflict:root[email]', 'stored'],
    ];
    const intent = readEditIntent([...always, ['form_base', 'sealed'], ['confirmed', '1'], ...choices], {});
    const reviewed = { isConfirmed: true, keepStored: new Set(['root[email]']) };
    expect(intent).toEqual({ kind: 'save', ...reviewed, ...form, base: 'sealed', parts: [name] });
  });

  test('to be left', () => {
    const intent = readEditIntent([...always, ['form_step', '1'], ['form_discard', '1']], {});
    expect(intent).toEqual({ kind: 'discard', ...form, at: '1', parts: [name] });
  });

  test('to undo the last save, whatever else it holds', () => {
    const intent = readEditIntent([...always, ['form_undo', 'key']], {});
    expect(intent).toEqual({ kind: 'undo', key: 'key' });
  });

  test('for the next step', () => {
    const intent = readEditIntent([...always, ['form_next', '1']], {});
    expect(intent).toEqual({ kind: 'step', navigation: { from: 1, by: 1 }, ...form, parts: [name] });
  });

  test('for the step before', () => {
    const intent = readEditIntent([...always, ['form_back', '1']], {});
    expect(intent).toEqual({ kind: 'step', navigation: { from: 1, by: -1 }, ...form, parts: [name] });
  });

  test('to change a list, whatever step it names', () => {
    const button: FormPart = ['change_list', 'add root[phones]'];
    const intent = readEditIntent([...always, button, ['form_next', '1']], {});
    const parts = [name, button];
    expect(intent).toEqual({ kind: 'changeList', property: 'phones', removed: null, ...form, parts });
  });

  test('to remove an entry of a list, which the form does itself', () => {
    const phone: FormPart = ['root[phones][0]', '1'];
    const before: FormPart = ['removed_entry', '2'];
    const intent = readEditIntent([...always, phone, before, ['change_list', 'remove root[phones][0]']], {});
    const removal = { property: 'phones', removed: 'root[phones][0]' };
    expect(intent).toEqual({ kind: 'changeList', ...removal, ...form, parts: [name, phone] });
  });

  test('to restore it', () => {
    const phone: FormPart = ['removed_entry', '1'];
    const intent = readEditIntent([...always, phone, ['change_list', 'restore root[phones][0]']], {});
    const parts = [name, ['root[phones][0]', '1']];
    expect(intent).toEqual({ kind: 'changeList', property: 'phones', removed: null, ...form, parts });
  });

  test('to be rendered again in another language', () => {
    const intent = readEditIntent([...always, ['language', 'ar'], ['form_step', '2']], { rerender: '' });
    const rerender = { language: 'ar', step: { from: 2, by: 0 }, property: null };
    expect(intent).toEqual({ kind: 'rerender', ...rerender, ...form, at: '2', parts: [name] });
  });

  test('to be rendered again with another branch of a choice', () => {
    const intent = readEditIntent([...always, ['form_show', 'root[contact]__oneof_select']], {
      rerender: '',
    });
    const rerender = { language: null, step: null, property: 'contact' };
    expect(intent).toEqual({ kind: 'rerender', ...rerender, ...form, parts: [name] });
  });

  test('to be restored, whatever else it holds', () => {
    const intent = readEditIntent([...always, ['sealed_submission', 'sealed']], { rerender: '' });
    expect(intent).toEqual({ kind: 'restore', sealed: 'sealed' });
  });
});

test.each([
  ['a button of a list without a name', ['change_list', 'add']],
  ['a button of no action', ['change_list', 'explode root[phones]']],
  ['a language that we do not have, outside of a re-render', ['language', 'xx']],
  ['a step that is no number', ['form_next', 'x']],
] satisfies [string, FormPart][])('%s is a save', (_, part) => {
  expect(readEditIntent([...always, part], {}).kind).toBe('save');
});

test('a form that names neither its customer nor its version is anybody’s', () => {
  expect(readEditIntent([name], {})).toEqual({
    kind: 'save',
    ...unreviewed,
    ...form,
    version: null,
    customerIds: [],
    parts: [name],
  });
  expect(readEditIntent([['if_match', ''], name], {})).toMatchObject({ version: null });
});

test('a file is kept, and counts as its name where a text is expected', () => {
  const photo: FormPart = ['root[photo]', new File(['x'], 'photo.png')];
  const intent = readEditIntent([photo, ['if_match', new File(['x'], '7')]], {});
  expect(intent).toMatchObject({ kind: 'save', version: '7', customerIds: [], parts: [photo] });
});
