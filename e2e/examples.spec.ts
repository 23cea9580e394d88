import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startAppServer } from './app-server.ts';
import { baseTest as test } from './base-test.ts';
import { confirmChanges, getSaveButton, getSavedMessage } from './edit-page.ts';
import { expect } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { projectFolder } from './program.ts';
import { signInThroughApi } from './sign-in.ts';

const folder = path.join(projectFolder, 'examples');
const readExample = (name: string) => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const photo = { name: 'damage.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };

/** What a person does, in the group with the name `within` if it has one. */
type Step =
  | [control: 'textbox' | 'combobox', name: string, value: string, within?: string]
  | [control: 'checkbox' | 'button' | 'closed group', name: string]
  | [control: 'radio', name: string, option: string]
  | [control: 'file'];

interface Example {
  steps: readonly Step[];
  /** Values on the profile. */
  shown: readonly string[];
  /** Whether saving asks to check the changes first, because a value is sensitive. */
  hasReview?: boolean;
}

const fillDate = (group: string, day: string, month: string, year: string): Step[] => [
  ['textbox', 'Day', day, group],
  ['textbox', 'Month', month, group],
  ['textbox', 'Year', year, group],
];

const rooms: { title: string }[] = Object.values(readExample('500-fields').schema.properties);

/** By the names of the files. */
const examples: Record<string, Example> = {
  '500-fields': {
    steps: rooms.flatMap(({ title }, index): Step[] => [
      ['closed group', title],
      ['textbox', 'Floor area in square metres', String(index + 101), title],
    ]),
    shown: rooms.map((_, index) => String(index + 101)),
  },
  'address-book': {
    steps: [
      ['textbox', 'Street and number', '14 Al Wasl Road', 'Home address'],
      ['textbox', 'City', 'Dubai', 'Home address'],
      ['combobox', 'Country', 'AE', 'Home address'],
      ['button', 'Add: People we may talk to'],
      ['textbox', 'Full name', 'Omar Haddad'],
      ['combobox', 'Relation to you', 'spouse'],
    ],
    shown: ['14 Al Wasl Road', 'Dubai', 'United Arab Emirates', 'Omar Haddad', 'Spouse'],
  },
  'arabic-enrolment': {
    steps: [
      ['textbox', 'الاسم الكامل', 'عائشة المنصوري'],
      ['textbox', 'رقم الهوية', '784-1990-1234567-1'],
      ...fillDate('تاريخ الميلاد', '21', '6', '1990'),
      ['radio', 'الباقة', 'فضية'],
      ['checkbox', 'أوافق على معالجة بياناتي الصحية لغرض التأمين.'],
    ],
    shown: ['عائشة المنصوري', '784-1990-1234567-1', 'فضية'],
  },
  'brand/form': {
    steps: [
      ['textbox', 'First name', 'Lina'],
      ['textbox', 'Last name', 'Haddad'],
      ['radio', 'How we report on a claim', 'By post'],
      ['textbox', 'Number plate', 'D 12345'],
    ],
    shown: ['Lina', 'By post', 'D 12345'],
  },
  household: {
    steps: [
      ['radio', 'You live in', 'A villa'],
      ['textbox', 'Name', 'Samira Khan', 'Member 1'],
      ...fillDate('Date of birth', '19', '4', '1984'),
      ['checkbox', 'Cat'],
    ],
    shown: ['A villa', 'Samira Khan', 'Cat'],
  },
  'motor-claim': {
    steps: [
      ['radio', 'What happened?', 'Broken glass'],
      ...fillDate('When did it happen?', '3', '5', '2024'),
      ['textbox', 'What exactly happened?', 'A stone broke the window on the road.'],
      ['button', 'Next'],
      ['checkbox', 'Front'],
      ['file'],
      ['radio', 'Can the vehicle still be driven?', 'Yes'],
      ['button', 'Next'],
      ['textbox', 'IBAN for the payment', 'AE070331234567890123456'],
      ['checkbox', 'What I have stated is complete and true.'],
    ],
    shown: ['Broken glass', 'A stone broke the window', 'Front', 'damage.png', 'AE070331234567890123456'],
  },
  'payment-methods': {
    steps: [
      ['textbox', 'Name on the card', 'Layla Haddad'],
      ['textbox', 'Card number', '4111111111111111'],
      ['textbox', 'Month', '9', 'Valid until'],
      ['textbox', 'Year', '2028', 'Valid until'],
      ['radio', 'Currency', 'Euro'],
    ],
    shown: ['Layla Haddad', '2028', 'Euro'],
    hasReview: true,
  },
  'tax-form': {
    steps: [
      ['textbox', 'Full legal name', 'Grace Wanjiru'],
      ...fillDate('Date of birth', '2', '11', '1987'),
      ['combobox', 'Country of tax residence', 'KE'],
      ['radio', 'Do you have a tax number there?', 'No'],
      ['textbox', 'From employment', '184500'],
      ['checkbox', 'I certify that this is correct, and will report changes within 30 days.'],
    ],
    shown: ['Grace Wanjiru', 'Kenya', '184,500'],
  },
  translations: {
    steps: [
      ['textbox', 'Product code', 'MOT-100'],
      ['button', 'Add: Name by language'],
      ['textbox', 'Name', 'en', 'Name by language'],
      ['textbox', 'New name', 'Motor insurance', 'Name by language'],
    ],
    shown: ['MOT-100', 'Motor insurance'],
  },
};

async function take(page: Page, step: Step): Promise<void> {
  const [control, name = '', value = '', within] = step;
  const scope = within ? page.getByRole('group', { name: within, exact: true }).first() : page;
  if (control === 'file') return page.locator('input[type=file]:not([capture])').setInputFiles(photo);
  if (control === 'radio') {
    return page.getByRole('radiogroup', { name }).getByRole('radio', { name: value, exact: true }).check();
  }
  if (control === 'closed group') return page.locator('summary').filter({ hasText: name }).click();
  const element = scope.getByRole(control, { name }).first();
  if (control === 'textbox') return element.fill(value);
  if (control === 'checkbox') return element.check();
  if (control === 'button') return element.click();
  await element.selectOption(value);
}

// Each test starts a server and fills in a form twice.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });

test('every form in examples/ is filled in below', () => {
  const files = globSync('**/*.json', { cwd: folder }).filter((file) => {
    const name = file.replace(/\.json$/, '');
    return 'ui_schema' in readExample(name);
  });
  expect(files.map((file) => file.replace(/\.json$/, '')).sort()).toEqual(Object.keys(examples).sort());
});

for (const [name, { steps, shown, hasReview }] of Object.entries(examples)) {
  test(`examples/${name}.json is filled in, saved and read, with script and without`, async ({
    browser,
    pageErrors,
  }) => {
    // One server for both, because its start takes longer than filling in the form.
    const server = await startAppServer({ profileForm: readExample(name) });
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled });
      await pageErrors.watch(context);
      const page = await context.newPage();
      await signInThroughApi(page, server.takeCustomer('en'));
      await page.goto('/edit');
      if (javaScriptEnabled) await waitForHydration(page);
      for (const step of steps) await take(page, step);
      await getSaveButton(page).click();
      if (hasReview) await confirmChanges(page);
      await expect(getSavedMessage(page)).toBeVisible();
      for (const text of shown) await expect(page.getByRole('main')).toContainText(text);
      await context.close();
    }
    await server.stop();
  });
}
