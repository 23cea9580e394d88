import type { Locator, Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { findOverflow, findViolations } from './page-checks.ts';

/** A form with every kind of value that the page shows. */
const profileForm = {
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of locales/*/form.json
      first_name: { type: 'string', title: '${first_name}' },
      nickname: { title: 'Nickname', anyOf: [{ type: 'string' }, { type: 'null' }] },
      fax: { type: 'string', title: 'Fax', format: 'tel', deprecated: true },
      member: { type: 'boolean', title: 'Member' },
      points: { type: 'integer', title: 'Points' },
      tier: {
        title: 'Tier',
        oneOf: [
          { const: 1, title: 'Silver' },
          { const: 2, title: 'Gold' },
        ],
      },
      favourite: { type: 'string', title: 'Favourite colour', format: 'color' },
      website: { type: 'string', title: 'Web site', format: 'uri' },
      called: { type: 'string', title: 'Last call', format: 'date-time' },
      iban: { type: 'string', title: 'Bank account' },
      pin: { type: 'string', title: 'PIN', writeOnly: true },
      internal: { type: 'string', title: 'Internal number' },
      languages: {
        type: 'array',
        title: 'Languages',
        uniqueItems: true,
        items: { type: 'string', enum: ['ar', 'en', 'ur'] },
      },
      home: { $ref: '#/$defs/address', title: 'Home' },
      contacts: {
        type: 'array',
        title: 'Emergency contacts',
        items: {
          type: 'object',
          title: 'Contact',
          properties: {
            name: { type: 'string', title: 'Name' },
            phone: { type: 'string', title: 'Phone', format: 'tel' },
            address: { $ref: '#/$defs/address', title: 'Address' },
          },
        },
      },
      payment: {
        title: 'Payment',
        oneOf: [
          {
            type: 'object',
            title: 'Card',
            properties: { kind: { const: 'card' }, number: { type: 'string', title: 'Card number' } },
            required: ['kind'],
          },
          {
            type: 'object',
            title: 'Bank transfer',
            properties: { kind: { const: 'bank' }, bank: { type: 'string', title: 'Bank' } },
            required: ['kind'],
          },
        ],
      },
      position: {
        type: 'array',
        title: 'Position',
        prefixItems: [
          { type: 'number', title: 'Latitude' },
          { type: 'number', title: 'Longitude' },
        ],
      },
      notes: {
        type: 'object',
        title: 'Notes by language',
        additionalProperties: { type: 'string' },
      },
      scan: { type: 'string', title: 'Scan', format: 'data-url' },
      employer: {
        type: 'object',
        title: 'Employer',
        properties: { name: { type: 'string', title: 'Company' } },
      },
    },
    $defs: {
      address: {
        type: 'object',
        properties: {
          street: { type: 'string', title: 'Street' },
          city: { type: 'string', title: 'City' },
        },
      },
    },
  },
  ui_schema: {
    'ui:options': {
      sections: [
        {
          title: 'You',
          fields: ['first_name', 'nickname', 'languages', 'fax', 'favourite', 'website', 'home'],
        },
        {
          title: 'Your card',
          fields: ['member', 'tier', 'points', 'called', 'iban', 'payment', 'pin', 'internal'],
        },
      ],
    },
    languages: { items: { 'ui:enumNames': ['Arabic', 'English', 'Urdu'] } },
    iban: { 'ui:options': { sensitive: true } },
    internal: { 'ui:widget': 'hidden' },
  },
};

const data = {
  first_name: 'ليلى',
  nickname: 'Lulu',
  fax: '+971 4 123 4567',
  member: true,
  points: 1234567,
  tier: 2,
  favourite: '#0b6b5d',
  website: 'https://example.com/layla?from=profile',
  called: '2024-03-15T23:30:00-05:00',
  iban: 'AE070331234567890123456',
  pin: '4711',
  internal: 'X-99',
  languages: ['ar', 'en'],
  home: { street: 'شارع الرينبو 21', city: 'عمّان' },
  contacts: [
    { name: 'Omar', phone: '+971501112233', address: { street: '1 Creek Road', city: 'Dubai' } },
    { name: 'Grace' },
  ],
  payment: { kind: 'bank', bank: 'First Bank' },
  position: [25.2048, 55.2708],
  notes: { en: 'Prefers mornings', ar: 'تفضّل الصباح' },
  scan: `data:image/png;name=scan%201.png;base64,${'A'.repeat(32_000)}`,
};

test.use({ profileForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
  const answer = await page.request.post(apiPaths.update, { data });
  expect(await answer.json()).toMatchObject({ has_errors: false });
});

async function openProfile(page: Page): Promise<void> {
  await page.goto('/');
  await waitForHydration(page);
}

/** Returns the value of a field on the page. */
function getValue(page: Page | Locator, name: string): Locator {
  return page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd');
}

test('every kind of value is shown as readable text', async ({ page }) => {
  await openProfile(page);
  await expect(getValue(page, 'First name')).toHaveText('ليلى');
  await expect(getValue(page, 'Nickname')).toHaveText('Lulu');
  await expect(getValue(page, 'Member')).toHaveText('Yes');
  await expect(getValue(page, 'Tier')).toHaveText('Gold');
  await expect(getValue(page, 'Points')).toHaveText('1234567');
  await expect(getValue(page, 'Last call')).toHaveText('15 March 2024 at 23:30 UTC−05:00');
  await expect(getValue(page, 'Languages').getByRole('listitem')).toHaveText(['Arabic', 'English']);
  await expect(getValue(page, 'Scan')).toHaveText('scan 1.png 24 kB · image/png');
  await expect(getValue(page, 'Employer')).toHaveText('Add');
  await expect(page.getByRole('term').filter({ hasText: 'Fax' })).toHaveText('Fax No longer used');
  await expect(page.locator('main img')).toHaveCount(0);
});

test('groups, lists, tuples, maps and variants have headings in the right order', async ({ page }) => {
  await openProfile(page);
  const headings = await page.locator('main').getByRole('heading').allTextContents();
  expect(headings).toEqual([
    'Your profile',
    'You',
    'Home',
    'Your card',
    'Payment',
    'Emergency contacts',
    'Contact 1: Omar',
    'Address',
    'Contact 2: Grace',
    'Position',
    'Notes by language',
  ]);
  await expect(getValue(page.getByRole('group', { name: 'Home' }), 'City')).toHaveText('عمّان');
  const contacts = page.getByRole('group', { name: 'Emergency contacts' }).locator('> ol > li');
  await expect(getValue(contacts.first(), 'Street')).toHaveText('1 Creek Road');
  await expect(getValue(contacts.last(), 'Address')).toHaveText('Add');
  const payment = page.getByRole('group', { name: 'Payment' });
  await expect(payment.getByText('Bank transfer')).toBeVisible();
  await expect(payment.getByRole('term')).toHaveText(['Bank']);
  const notes = page.getByRole('group', { name: 'Notes by language' });
  await expect(getValue(notes, 'ar')).toHaveText('تفضّل الصباح');
});

test('web addresses are links to themselves, telephone numbers are text', async ({ page }) => {
  await openProfile(page);
  const website = getValue(page, 'Web site').getByRole('link');
  await expect(website).toHaveAttribute('href', data.website);
  await expect(website).toHaveAttribute('rel', /noopener/);
  const phone = getValue(page, 'Phone').first();
  await expect(phone).toHaveText('+971 50 111 2233');
  await expect(phone.getByRole('link')).toHaveCount(0);
});

test('a color is shown without an inline style', async ({ page }) => {
  await openProfile(page);
  const swatch = getValue(page, 'Favourite colour').locator('rect');
  expect(await swatch.evaluate((rect) => getComputedStyle(rect).fill)).toBe('rgb(11, 107, 93)');
  await expect(page.locator('main [style]')).toHaveCount(0);
});

test('secret and hidden values are not on the page, and sensitive ones are masked', async ({ page }) => {
  await openProfile(page);
  const main = page.locator('main');
  for (const part of ['PIN', data.pin, 'Internal number', data.internal]) {
    await expect(main).not.toContainText(part);
  }
  await expect(getValue(page, 'Bank account').locator('summary')).toContainText(/^•{19}3456 Show/);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('a masked value can be shown', async ({ page }) => {
      await page.goto('/');
      const iban = getValue(page, 'Bank account');
      await expect(iban.getByText(data.iban)).toBeHidden();
      await expect(iban.getByText('Hide')).toBeHidden();
      await iban.locator('summary').press('Enter');
      await expect(iban.getByText(data.iban)).toBeVisible();
      await expect(iban.getByText('Show')).toBeHidden();
      await iban.getByText('Hide').click();
      await expect(iban.getByText(data.iban)).toBeHidden();
    });
  });
}

test('the page is the same before and after hydration', async ({ page, browser, baseURL }) => {
  await openProfile(page);
  const cookies = await page.context().cookies();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  await context.addCookies(cookies);
  const withoutScript = await context.newPage();
  await withoutScript.goto('/');
  // The day of print is that of the browser, and without script that of the server, which may be another one.
  const read = async (where: Page) =>
    (await where.locator('main').innerHTML()).replace(/As of [^<]+/, 'As of a day');
  expect(await read(page)).toBe(await read(withoutScript));
  await context.close();
});

test('the page is the same after client navigation from the form', async ({ page }) => {
  // Another test covers the form of a stored file.
  await page.request.post(apiPaths.update, { data: { scan: '' } });
  await page.goto('/edit');
  await waitForHydration(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(getValue(page, 'Tier')).toHaveText('Gold');
  await expect(page.getByRole('group', { name: 'Emergency contacts' })).toBeVisible();
});

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('axe finds no violations, and the page fits into 320 px', async ({ page }) => {
      await openProfile(page);
      await page.locator('.view summary').click();
      expect.soft(await findViolations(page)).toEqual([]);
      expect.soft(await findOverflow(page)).toEqual([]);
    });
  });
}
