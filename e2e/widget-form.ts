import type { Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';

/** A form with every widget, in the order in which the tests fill it in. */
export const widgetForm = {
  schema: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['nickname'],
    properties: {
      nickname: { type: 'string', title: 'Nickname', examples: ['Sunny', 'Moon'] },
      website: { type: 'string', title: 'Website', format: 'uri' },
      born: { type: 'string', title: 'Born on', format: 'date', description: 'As in the passport.' },
      seen: { type: 'string', title: 'Seen on', format: 'date' },
      land: { type: 'string', title: 'Country', 'x-options': 'countries' },
      about: { type: 'string', title: 'About', maxLength: 40 },
      secret: { type: 'string', title: 'Secret' },
      phone: { type: 'string', title: 'Phone', format: 'tel' },
      weight: { type: 'number', title: 'Weight' },
      floors: { type: 'integer', title: 'Floors', minimum: -5 },
      volume: { type: 'integer', title: 'Volume', minimum: 0, maximum: 10 },
      news: { type: 'boolean', title: 'Send news' },
      smoker: { type: 'boolean', title: 'Smoker' },
      driver: { type: 'boolean', title: 'Driver' },
      size: { type: 'string', title: 'Size', enum: ['s', 'm', 'l'] },
      colours: {
        type: 'array',
        title: 'Colours',
        uniqueItems: true,
        items: { type: 'string', enum: ['red', 'green', 'blue'] },
      },
      days: {
        type: 'array',
        title: 'Days',
        uniqueItems: true,
        items: { type: 'integer', enum: [1, 2, 3, 4, 5, 6, 7, 8] },
      },
      skills: { type: 'array', title: 'Skills', uniqueItems: true, items: { type: 'string' } },
      wakes: { type: 'string', title: 'Wakes at', format: 'time' },
      meeting: { type: 'string', title: 'Meeting', format: 'date-time' },
      since: { type: 'string', title: 'Since', format: 'month' },
      week: { type: 'string', title: 'Holiday', format: 'week' },
      paint: { type: 'string', title: 'Paint', format: 'color' },
      origin: { type: 'string', default: 'web' },
    },
  },
  ui_schema: {
    born: { 'ui:autocomplete': 'bday' },
    seen: { 'ui:widget': 'date' },
    land: { 'ui:autocomplete': 'country' },
    about: { 'ui:widget': 'textarea' },
    secret: { 'ui:widget': 'password', 'ui:autocomplete': 'new-password' },
    volume: { 'ui:widget': 'range' },
    smoker: { 'ui:widget': 'radio' },
    driver: { 'ui:widget': 'select' },
    size: { 'ui:widget': 'radio', 'ui:enumNames': ['Small', 'Medium', 'Large'] },
    colours: { 'ui:enumNames': ['Red', 'Green', 'Blue'] },
    skills: { 'ui:widget': 'tags' },
    origin: { 'ui:widget': 'hidden' },
  },
};

/** Stored data with a value for every widget. */
export const everything: JsonObject = {
  nickname: 'Sunny',
  website: 'https://example.org/',
  born: '1990-03-05',
  seen: '2024-05-05',
  land: 'JO',
  about: 'I like maps.\nAnd bread.',
  secret: 'open sesame',
  phone: '+971501234567',
  weight: 62.5,
  floors: -2,
  volume: 6,
  news: true,
  smoker: false,
  driver: true,
  size: 'm',
  colours: ['red', 'blue'],
  days: [1, 2],
  skills: ['cooking', 'calligraphy'],
  wakes: '07:30:00+04:00',
  meeting: '2024-05-05T07:30:00+04:00',
  since: '2024-12',
  week: '2024-W20',
  paint: '#0b6b5d',
  origin: 'web',
};

/** Types invalid values into the fields of a form with a value for every widget. */
export async function fillWithErrors(page: Page): Promise<void> {
  await page.locator('[name="root[nickname]"]').fill('');
  await page.locator('[name="root[website]"]').fill('nowhere');
  await page.locator('[name="root[born][month]"]').fill('13');
  await page.locator('[name="root[about]"]').fill('x'.repeat(41));
  await page.locator('[name="root[weight]"]').fill('much');
  await page.locator('[name="root[phone]"]').fill('+9715012345');
  await page.locator('[name="root[meeting][hour]"]').fill('24');
}
