import type { TranslateError } from '../model/error-texts.ts';
import type { FormContextValue } from './form-context.ts';

const plural = (count: number, one: string, other = `${one}s`) => `${count} ${count === 1 ? one : other}`;

/** English texts, for a host that has none of its own. They name a field as its schema does, with any title. */
export const english: FormContextValue = {
  locale: 'en',
  writing: { decimal: '.', group: ',', date: ['day', 'month', 'year'] },
  texts: {
    yes: 'Yes',
    no: 'No',
    notGiven: 'Not given',
    show: 'Show',
    hide: 'Hide',
    deprecated: 'No longer used',
    item: (title, number, value) => `${title} ${number}${value === null ? '' : `: ${value}`}`.trim(),
    errorSummary: 'There is a problem',
    optional: '(optional)',
    choose: 'Choose',
    add: 'Add',
    remove: 'Remove',
    duplicate: 'Duplicate',
    moveUp: 'Move up',
    moveDown: 'Move down',
    key: 'Name',
    newKey: 'New name',
    unsupported: 'This part can’t be changed here.',
    palette: 'Palette',
    day: 'Day',
    month: 'Month',
    year: 'Year',
    charactersLeft: (count) => `${plural(count, 'character')} left`,
    charactersTooMany: (count) => `${plural(count, 'character')} too many`,
    showOptions: 'Show the list',
    options: 'List',
    noOptions: 'Nothing in the list fits',
    optionsFound: (count) => (count === 1 ? '1 entry fits' : `${count} entries fit`),
    tagsHelp: 'Put a comma between entries.',
    added: (entry) => `${entry} added`,
    removed: (entry) => `${entry} removed`,
    undo: 'Undo',
    restored: (entry) => `${entry} is back`,
    moved: (place, total) => `Moved to place ${place} of ${total}`,
    entryLimits: (fewest, most) => `Number of entries: ${getRange(fewest, most)}.`,
    showFields: 'Show the fields',
    step: (number, count, title) => `Step ${number} of ${count}${title ? `: ${title}` : ''}`,
    next: 'Next',
    back: 'Back',
    steps: 'Steps',
    kind: 'Type',
    kinds: { string: 'Text', number: 'Number', boolean: 'Yes or no', array: 'List', object: 'Group' },
  },
};

function getRange(fewest: number, most: number | null): string {
  if (most === null) return `${fewest} or more`;
  if (fewest === most) return `exactly ${most}`;
  return fewest === 0 ? `up to ${most}` : `${fewest} to ${most}`;
}

/** What is wrong with a value, by the keyword of its schema; what has no text here is "not valid". */
const problems: Record<string, (values: Record<string, string | number>) => string> = {
  required: () => 'a value is needed',
  required_choice: () => 'choose one',
  required_answer: () => 'choose yes or no',
  consent: () => 'tick the box to go on',
  unknown: () => 'not part of this form',
  readOnly: () => 'can’t be changed here',
  choice: () => 'choose one from the list',
  minLength: ({ count }) => `at least ${plural(Number(count), 'character')}`,
  maxLength: ({ count }) => `at most ${plural(Number(count), 'character')}`,
  minimum: ({ limit }) => `${limit} or more`,
  maximum: ({ limit }) => `${limit} or less`,
  exclusiveMinimum: ({ limit }) => `more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `less than ${limit}`,
  multipleOf: ({ limit }) => `a multiple of ${limit}`,
  minItems: ({ count }) => `at least ${plural(Number(count), 'entry', 'entries')}`,
  maxItems: ({ count }) => `at most ${plural(Number(count), 'entry', 'entries')}`,
  uniqueItems: () => 'the same entry twice',
  tooComplex: () => 'too complex to be checked',
  formatMinimum: ({ limit }) => `${limit} or later`,
  formatMaximum: ({ limit }) => `${limit} or earlier`,
  inFuture: () => 'can’t be in the future',
  format_email: () => 'an email address such as name@example.com',
  format_date: () => 'a real date such as 1990-03-15',
  format_time: () => 'a time such as 14:30',
  'format_date-time': () => 'a date and a time',
  format_uri: () => 'a web address such as https://example.com',
  format_tel: () => 'a phone number such as +971 50 123 4567',
  number: () => 'a number',
};

/** Errors in English, for a host that has no texts of its own. */
export const translateToEnglish: TranslateError = (key, values) => {
  if (key === 'whole') return 'This form';
  const problem = Object.hasOwn(problems, key) ? problems[key]?.(values) : undefined;
  return `${values.title}: ${problem ?? 'not valid'}`;
};
