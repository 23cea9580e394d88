import { expect, test } from 'vitest';
import type { ErrorSchema, JsonObject } from '../model/json-schema.ts';
import { FormErrors } from './form-errors.ts';
import { KnownEntries } from './known-entries.ts';

const missing: ErrorSchema = { __errors: ['Missing'] };

/** Every person has to have a name. */
function check({ people }: JsonObject): ErrorSchema {
  const faults = (people as JsonObject[]).flatMap(({ name }, index) =>
    name ? [] : [[String(index), { name: missing }] as const],
  );
  return faults.length > 0 ? { people: Object.fromEntries(faults) } : {};
}

const oneNameless = { people: [{}] };
const twoNameless = { people: [{}, {}] };

function createFailed(): FormErrors {
  const errors = new FormErrors({ serverErrors: {}, check }, '_', new KnownEntries('_'));
  errors.submit(oneNameless);
  return errors;
}

test('after a submit that failed a new entry is quiet, the others are not', () => {
  const errors = createFailed();
  errors.change('root_people', twoNameless);
  errors.leave(twoNameless);
  expect(errors.getShown().errors).toEqual({ people: { 0: { name: missing } } });
});

test('its fields complain once they were changed and left, and all of them at the next submit', () => {
  const errors = createFailed();
  errors.change('root_people', twoNameless);
  errors.change('root_people_1_name', twoNameless);
  errors.leave(twoNameless);
  expect(errors.getShown().errors).toEqual(check(twoNameless));
  const three = { people: [{}, {}, {}] };
  errors.change('root_people', three);
  errors.submit(three);
  expect(errors.getShown().errors).toEqual(check(three));
});

test('an entry in the place of one that went is new', () => {
  const errors = createFailed();
  errors.change('root_people_0_name', oneNameless);
  errors.change('root_people', { people: [] });
  errors.change('root_people', oneNameless);
  errors.leave(oneNameless);
  expect(errors.getShown().errors).toEqual({});
});
