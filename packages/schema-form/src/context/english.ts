import type { TranslateFile } from '../model/files.ts';
import { getOwn } from '../model/json-schema.ts';
import type { TranslateError } from '../model/translate-into.ts';
import type { FormContextValue } from './form-context.ts';

const plural = (count: number, one: string, other = `${one}s`) => `${count} ${count === 1 ? one : other}`;

const fileTexts: Record<string, string> = {
  accepted: 'You can send {{kinds}}.',
  atMost: 'At most {{size}}.',
  atMostEach: 'At most {{size}} each.',
  camera: 'Take a photo',
  damaged: '{{name}} is damaged, or not what its name says. Choose another file',
  empty: '{{name}} is empty. Choose another file',
  failed: '{{name}} was not sent: there is no connection, or something went wrong on our side',
  'kind.audio': 'sound',
  'kind.image': 'images',
  'kind.text': 'text',
  'kind.video': 'videos',
  noFile: 'The form holds no file',
  noRoom: '{{name}} was not sent: you have sent too many files lately. Save, and try again tomorrow',
  retry: 'Try again',
  sending: 'Sending {{name}}',
  tooLarge: '{{name}} is too large: a file can have at most {{size}}',
  unavailable: 'Files can’t be sent from here.',
  unknown: 'This file is no longer here. Choose it again',
  waits: 'All is saved as soon as the file has been sent.',
  wrongKind: '{{name}} is of a kind that is not taken here. Choose {{kinds}}',
};

const translateFile: TranslateFile = (key, values = {}) =>
  (fileTexts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

/** English texts for a host without its own. They refer to a field by the title in its schema. */
export const english: FormContextValue = {
  locale: 'en',
  writing: { decimal: '.', group: ',', date: ['day', 'month', 'year'] },
  // A host that takes files replaces `send`; without it, only files in data URLs can be chosen.
  files: { translate: translateFile, send: null },
  texts: {
    yes: 'Yes',
    no: 'No',
    notGiven: 'Not given',
    show: 'Show',
    hide: 'Hide',
    deprecated: 'No longer used',
    edit: 'Edit',
    add: 'Add',
    incomplete: 'Some details are still missing. Add what you like, whenever you like.',
    weekOf: (week, year) => `Week ${week}, ${year}`,
    item: (title, number, value) => `${title} ${number}${value === null ? '' : `: ${value}`}`.trim(),
    errorSummary: 'There is a problem',
    contents: 'Sections',
    errorCount: (count) => plural(count, 'error'),
    optional: '(optional)',
    choose: 'Choose',
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
    week: 'Week',
    hour: 'Hour (0–23)',
    minute: 'Minute',
    second: 'Second',
    charactersLeft: (count) => `${plural(count, 'character')} left`,
    charactersTooMany: (count) => `${plural(count, 'character')} too many`,
    showOptions: 'Show the list',
    options: 'List',
    noOptions: 'Nothing in the list fits',
    optionsFound: (count) => (count === 1 ? '1 entry fits' : `${count} entries fit`),
    tagsHelp: 'Put a comma between entries.',
    added: (entry) => `${entry} added`,
    removed: (entry) => `${entry} removed`,
    addTo: (list) => `Add: ${list}`,
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

/** Error texts by schema keyword. Any other keyword is reported as "not valid". */
const problems: Record<string, (values: Record<string, string | number>) => string> = {
  required: () => 'fill this in',
  required_choice: () => 'choose one',
  required_file: () => 'choose a file',
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
  uniqueItems: () => 'an entry is there twice',
  contains: () => 'a required entry is missing',
  propertyNames: () => 'a name is not allowed',
  tooComplex: () => 'too complex to be checked',
  formatMinimum: ({ limit }) => `${limit} or later`,
  formatMaximum: ({ limit }) => `${limit} or earlier`,
  formatExclusiveMinimum: ({ limit }) => `after ${limit}`,
  formatExclusiveMaximum: ({ limit }) => `before ${limit}`,
  inFuture: () => 'can’t be in the future',
  format_email: () => 'enter an email address such as name@example.com',
  format_date: () => 'enter a real date such as 1990-03-15',
  format_month: () => 'enter a month such as 2024-03',
  format_week: () => 'enter a week such as 2024-W20',
  format_time: () => 'enter a time such as 14:30',
  'format_date-time': () => 'enter a date and a time',
  format_uri: () => 'enter a web address such as https://example.com',
  format_tel: () => 'enter a phone number such as +971\u00a050\u00a0123\u00a04567',
  number: () => 'enter a number',
  noDay: () => 'add the day',
  noMonth: () => 'add the month',
  noYear: () => 'add the year',
  noWeek: () => 'add the week',
  noHour: () => 'add the hour',
  noMinute: () => 'add the minutes',
  wrongDay: () => 'the day must be 1 to 31',
  wrongMonth: () => 'the month must be 1 to 12',
  wrongYear: () => 'the year must have four digits',
  wrongWeek: () => 'the week must be 1 to 53',
  wrongHour: () => 'the hour must be 0 to 23',
  wrongMinute: () => 'the minutes must be 0 to 59',
  wrongSecond: () => 'the seconds must be 0 to 59',
  daysOfFebruary: ({ year, days }) => `February ${year} has ${days} days`,
  daysOfApril: () => 'April has 30 days',
  daysOfJune: () => 'June has 30 days',
  daysOfSeptember: () => 'September has 30 days',
  daysOfNovember: () => 'November has 30 days',
  weeksOfYear: ({ year, weeks }) => `${year} has ${weeks} weeks`,
};

/** Returns an error in English, for a host without its own texts. */
export const translateToEnglish: TranslateError = (key, values) => {
  if (key === 'whole') return 'This form';
  const problem = getOwn(problems, key)?.(values);
  return `${values.title}: ${problem ?? 'not in the right format'}`;
};
