import type { Locator, Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';
import { apiPaths } from '../shared/customer-api.ts';
import {
  fillDate,
  fillParts,
  getErrorSummary,
  getRestoredMessage,
  getSaveButton,
  getSavedMessage,
  getSearchField,
  openEdit,
  search,
} from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';
import { findOverflow, findViolations } from './page-checks.ts';
import { everything, fillWithErrors, widgetForm } from './widget-form.ts';

test.use({ profileForm: widgetForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

async function readData(page: Page): Promise<JsonObject> {
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

async function save(page: Page): Promise<void> {
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
}

test('every widget is filled in by keyboard, saved, and read back', async ({ page }) => {
  await openEdit(page);
  const { keyboard } = page;
  const country = await getSearchField(page, 'Country');
  await page.getByLabel('Nickname').focus();
  await keyboard.type('Sunny');
  /** Moves to the next tab stop, which must be this one, and types there. */
  const next = async (field: Locator, ...keys: string[]) => {
    await keyboard.press('Tab');
    await expect(field).toBeFocused();
    for (const key of keys)
      await (key.startsWith('<') ? keyboard.press(key.slice(1, -1)) : keyboard.type(key));
  };
  /** Types into the separate fields of a date or a time. */
  const nextParts = async (name: string, parts: Record<string, string>) => {
    const group = page.getByRole('group', { name });
    for (const [label, text] of Object.entries(parts)) await next(group.getByLabel(label), text);
  };
  await next(page.getByLabel('Website'), 'https://example.org/');
  await nextParts('Born on', { Day: '5', Month: '3', Year: '1990' });
  await nextParts('Seen on', { Day: '05', Month: '05', Year: '2024' });
  await next(country, 'jord', '<Enter>');
  await expect(country).toHaveValue('Jordan');
  await next(page.getByLabel('About'), 'I like maps.', '<Enter>', 'And bread.');
  const secret = page.getByRole('textbox', { name: 'Secret' });
  await next(secret, 'open sesame');
  await expect(secret).toHaveAttribute('type', 'password');
  await next(page.getByRole('button', { name: 'Show: Secret' }), '<Space>');
  await expect(secret).toHaveAttribute('type', 'text');
  await expect(page.getByRole('button', { name: 'Hide: Secret' })).toBeFocused();
  await next(page.getByLabel('Phone'), '+971501234567');
  await expect(page.getByLabel('Phone')).toHaveAccessibleDescription('United Arab Emirates');
  await next(page.getByLabel('Weight'), '٦٢٫٥');
  await next(page.getByLabel('Floors'), '-2');
  await next(page.getByRole('slider', { name: 'Volume' }), '<ArrowRight>');
  await expect(page.getByRole('textbox', { name: 'Volume' })).toHaveValue('6');
  await next(page.getByRole('textbox', { name: 'Volume' }));
  await next(page.getByLabel('Send news'), '<Space>');
  await next(page.getByRole('radiogroup', { name: 'Smoker' }).getByLabel('Yes'), '<ArrowDown>');
  await next(page.getByLabel('Driver'), 'Y');
  await next(page.getByLabel('Small'), '<ArrowDown>');
  await next(page.getByLabel('Red'), '<Space>');
  await next(page.getByLabel('Green'));
  await next(page.getByLabel('Blue'), '<Space>');
  await next(page.getByLabel('Days'), '<Home>', '<Shift+ArrowDown>');
  await next(page.getByRole('textbox', { name: 'Skills' }), 'cooking,calligraphy', '<Enter>');
  await nextParts('Wakes at', { Hour: '7', Minute: '30' });
  await nextParts('Meeting', { Day: '5', Month: '5', Year: '2024', Hour: '07', Minute: '30' });
  await nextParts('Since', { Month: '12', Year: '2024' });
  await nextParts('Holiday', { Week: '20', Year: '2024' });
  await next(page.getByLabel('Paint (optional)'), '#0b6b5d');
  await keyboard.press('Enter');

  await expect(getSavedMessage(page)).toBeFocused();
  expect(await readData(page)).toEqual(everything);
});

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('axe finds no violations, and the form fits into 320 px when empty, full and invalid', async ({
      page,
    }) => {
      await openEdit(page);
      await page.getByLabel('Website').focus();
      await expect(page.locator('.combobox-input')).toBeVisible();
      expect.soft(await findViolations(page)).toEqual([]);

      await page.request.post(apiPaths.update, { data: everything });
      await openEdit(page);
      await fillWithErrors(page);
      const country = page.locator('.combobox-input');
      await country.fill('land');
      expect.soft(await findViolations(page)).toEqual([]);
      await country.fill('Atlantis');
      await page.locator('.actions [type=submit]').first().click();
      await expect(page.getByRole('alert').getByRole('link')).toHaveCount(7);
      expect.soft(await findViolations(page)).toEqual([]);
      expect.soft(await findOverflow(page)).toEqual([]);
    });
  });
}

test.describe('from right to left', () => {
  test.use({ language: 'ar' });

  test('every widget is filled in, saved, and read back', async ({ page }) => {
    await openEdit(page);
    const { keyboard } = page;
    await page.getByLabel('Nickname').fill('Sunny');
    await page.getByLabel('Website').fill('https://example.org/');
    await fillParts(page, 'Born on', { اليوم: '٥', الشهر: '٣', السنة: '١٩٩٠' });
    await fillParts(page, 'Seen on', { اليوم: '5', الشهر: '5', السنة: '2024' });
    await search(page, 'Country', 'اردن');
    await page.getByLabel('About').fill('I like maps.\nAnd bread.');
    await page.getByRole('textbox', { name: 'Secret' }).fill('open sesame');
    await page.getByRole('button', { name: 'إظهار: Secret' }).press('Enter');
    await expect(page.getByRole('textbox', { name: 'Secret' })).toHaveAttribute('type', 'text');
    await page.getByLabel('Phone').fill('+971501234567');
    await page.getByLabel('Weight').fill('٦٢٫٥');
    await page.getByLabel('Floors').fill('-2');
    // In a right-to-left slider the left side has the larger values.
    await page.getByRole('slider', { name: 'Volume' }).press('ArrowLeft');
    await expect(page.getByRole('textbox', { name: 'Volume' })).toHaveValue('6');
    await page.getByLabel('Send news').press('Space');
    await page.getByRole('radiogroup', { name: 'Smoker' }).getByLabel('نعم').press('ArrowLeft');
    await page.getByLabel('Driver').selectOption('نعم');
    await page.getByLabel('Small').press('ArrowLeft');
    await page.getByLabel('Red').press('Space');
    await page.getByLabel('Blue').press('Space');
    await page.getByLabel('Days').selectOption(['1', '2']);
    await page.getByRole('textbox', { name: 'Skills' }).fill('cooking، calligraphy،');
    await fillParts(page, 'Wakes at', { الساعة: '٧', الدقيقة: '٣٠' });
    const meeting = { اليوم: '٥', الشهر: '٥', السنة: '٢٠٢٤', الساعة: '٧', الدقيقة: '٣٠' };
    await fillParts(page, 'Meeting', meeting);
    await fillParts(page, 'Since', { الشهر: '١٢', السنة: '٢٠٢٤' });
    await fillParts(page, 'Holiday', { الأسبوع: '٢٠', السنة: '٢٠٢٤' });
    await page.locator('input[type=color]').fill('#0b6b5d');
    await page.getByLabel('Nickname').focus();
    await keyboard.press('Enter');
    await expect(page.getByText('تم حفظ ملفك الشخصي.')).toBeVisible();
    expect(await readData(page)).toEqual(everything);
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('every widget is filled in, saved, and read back', async ({ page }) => {
    await page.goto('/edit');
    await page.getByLabel('Nickname').fill('Sunny');
    await page.getByLabel('Website').fill('https://example.org/');
    await fillDate(page, 'Born on', '1990-3-5');
    await fillDate(page, 'Seen on', '2024-5-5');
    await page.getByLabel('Country').selectOption('Jordan');
    await page.getByLabel('About').fill('I like maps.\nAnd bread.');
    await page.getByLabel('Secret').fill('open sesame');
    await page.getByLabel('Phone').fill('+971501234567');
    await page.getByLabel('Weight').fill('٦٢٫٥');
    await page.getByLabel('Floors').fill('-2');
    await page.getByLabel('Volume').fill('6');
    await page.getByLabel('Send news').check();
    await page.getByRole('radiogroup', { name: 'Smoker' }).getByLabel('No').check();
    await page.getByLabel('Driver').selectOption('Yes');
    await page.getByLabel('Medium').check();
    await page.getByLabel('Red').check();
    await page.getByLabel('Blue').check();
    await page.getByLabel('Days').selectOption(['1', '2']);
    await page.getByLabel('Skills').fill('cooking, calligraphy');
    await fillParts(page, 'Wakes at', { Hour: '7', Minute: '30' });
    await fillParts(page, 'Meeting', { Day: '5', Month: '5', Year: '2024', Hour: '7', Minute: '30' });
    await fillParts(page, 'Since', { Month: '12', Year: '2024' });
    await fillParts(page, 'Holiday', { Week: '20', Year: '2024' });
    await page.getByLabel('Paint').fill('#0b6b5d');
    await save(page);
    // Without script the time zone of the device is unknown.
    const wanted = { ...everything, wakes: '07:30:00Z', meeting: '2024-05-05T07:30:00Z' };
    expect(await readData(page)).toEqual(wanted);

    await page.goto('/edit');
    await save(page);
    expect(await readData(page)).toEqual(wanted);
  });

  test('unanswered fields are not submitted', async ({ page }) => {
    await page.goto('/edit');
    await page.getByLabel('Nickname').fill('Sunny');
    await save(page);
    expect(await readData(page)).toEqual({ nickname: 'Sunny', news: false, origin: 'web' });
  });

  test('a chosen option can be cleared', async ({ page }) => {
    await page.request.post(apiPaths.update, { data: everything });
    await page.goto('/edit');
    await page.getByLabel('Red').uncheck();
    await page.getByLabel('Blue').uncheck();
    await page.getByLabel('Days').selectOption([]);
    await page.getByLabel('Skills').fill('');
    await fillDate(page, 'Born on', '');
    await fillParts(page, 'Wakes at', { Hour: '', Minute: '' });
    await page.getByLabel('Country').selectOption('Choose');
    await save(page);
    const { colours, days, skills, born, wakes, land, ...rest } = everything;
    expect(await readData(page)).toEqual(rest);
  });

  test('invalid input comes back as it was typed', async ({ page, pageErrors }) => {
    pageErrors.expect(/422.*edit/);
    await page.goto('/edit');
    await fillDate(page, 'Born on', '1990-2-31');
    await page.getByLabel('Weight').fill('1,5 kg');
    await page.getByLabel('Skills').fill('cooking, "bread, dark"');
    await page.getByLabel('Red').check();
    const meeting = { Day: '5', Month: '5', Year: '2024', Hour: '24', Minute: '' };
    await fillParts(page, 'Meeting', meeting);
    await fillParts(page, 'Holiday', { Week: '53', Year: '2024' });
    await getSaveButton(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveText([
      'Nickname: fill this in',
      'Born on: February 1990 has 28 days',
      'Weight: enter a number',
      'Meeting: the hour must be 0 to 23',
      'Meeting: add the minutes',
      'Holiday: 2024 has 52 weeks',
    ]);
    const expectParts = async (name: string, parts: Record<string, string>) => {
      const group = page.getByRole('group', { name });
      for (const [part, text] of Object.entries(parts))
        await expect(group.getByLabel(part)).toHaveValue(text);
    };
    await expectParts('Born on', { Day: '31', Month: '2', Year: '1990' });
    await expectParts('Meeting', meeting);
    await expect(page.getByLabel('Weight')).toHaveValue('1,5 kg');
    await expect(page.getByLabel('Skills')).toHaveValue('cooking, "bread, dark"');
    await expect(page.getByLabel('Red')).toBeChecked();

    await page.getByLabel('Nickname').fill('Sunny');
    await fillParts(page, 'Meeting', { Hour: '7', Minute: '30' });
    await fillParts(page, 'Holiday', { Week: '52' });
    await fillDate(page, 'Born on', '1990-2-28');
    await page.getByLabel('Weight').fill('1.5');
    await save(page);
    expect(await readData(page)).toMatchObject({
      born: '1990-02-28',
      weight: 1.5,
      skills: ['cooking', 'bread, dark'],
      colours: ['red'],
      meeting: '2024-05-05T07:30:00Z',
      week: '2024-W52',
    });
  });
});

async function fillEveryWidget(page: Page): Promise<void> {
  await page.getByLabel('Nickname').fill('Sunny');
  await fillDate(page, 'Born on', '1990-3-5');
  await page.getByLabel('Country').selectOption('Jordan');
  await page.getByLabel('About').fill('I like maps.');
  await page.getByLabel('Secret').fill('open sesame');
  await page.getByLabel('Weight').fill('62.5');
  await page.getByLabel('Volume').fill('6');
  await page.getByLabel('Blue').check();
  await page.getByLabel('Days').selectOption(['1', '2']);
  await page.getByLabel('Skills').fill('cooking, calligraphy');
  await fillParts(page, 'Meeting', { Day: '5', Month: '5', Year: '2024', Hour: '7', Minute: '30' });
  await page.getByLabel('Paint').fill('#0b6b5d');
}

const filledIn = {
  nickname: 'Sunny',
  born: '1990-03-05',
  land: 'JO',
  about: 'I like maps.',
  secret: 'open sesame',
  weight: 62.5,
  volume: 6,
  colours: ['blue'],
  days: [1, 2],
  skills: ['cooking', 'calligraphy'],
  meeting: '2024-05-05T07:30:00+04:00',
  paint: '#0b6b5d',
  origin: 'web',
};

test('every widget keeps input from before hydration', async ({ page }) => {
  const scripts = await openWithoutScripts(page, '/edit');
  await fillEveryWidget(page);
  await scripts.load();
  await save(page);
  expect(await readData(page)).toEqual(filledIn);
});

test('in all kinds of widgets, input from before hydration replaces that of a saved draft', async ({
  page,
}) => {
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Draft');
  await fillDate(page, 'Born on', '1980-1-1');
  await search(page, 'Country', 'Oman');
  await page.getByLabel('About').fill('Draft');
  await page.getByLabel('Weight').fill('1');
  await page.getByLabel('Red').check();
  await page.getByLabel('Skills').fill('draft');
  await page.getByLabel('Skills').press('Enter');
  const scripts = await openWithoutScripts(page, '/edit');
  await fillEveryWidget(page);
  await scripts.load();
  await expect(getRestoredMessage(page)).toBeVisible();
  await save(page);
  expect(await readData(page)).toEqual(filledIn);
});

test.describe('a date in separate fields', () => {
  test('reports the missing fields when it is left', async ({ page }) => {
    await openEdit(page);
    const born = page.getByRole('group', { name: 'Born on' });
    await born.getByLabel('Day').fill('31');
    await born.getByLabel('Month').focus();
    await expect(born.getByLabel('Month')).not.toHaveAttribute('aria-invalid');
    await page.getByLabel('Nickname').focus();
    await expect(born.getByLabel('Month')).toHaveAttribute('aria-invalid', 'true');
    await expect(born.getByLabel('Year')).toHaveAttribute('aria-invalid', 'true');
    await expect(born.getByLabel('Day')).not.toHaveAttribute('aria-invalid');
    await expect(born).toHaveAccessibleDescription(/^As in the passport\. Born on/);
  });

  test('takes a whole date that is pasted into one of them', async ({ page }) => {
    await openEdit(page);
    const born = page.getByRole('group', { name: 'Born on' });
    for (const [date, text] of Object.entries({ '5.3.1990': '5', '1991-12-31': '31', '٠٧/٠٣/١٩٩٢': '7' })) {
      await paste(born.getByLabel('Day'), date);
      await expect(born.getByLabel('Day')).toHaveValue(text);
    }
    for (const [name, pasted] of Object.entries({
      'Wakes at': '14:05',
      Meeting: '15/03/2024 14:30',
      Since: '3/2024',
      Holiday: '2024-W09',
    })) {
      await paste(page.getByRole('group', { name }).getByRole('textbox').last(), pasted);
    }
    await page.getByLabel('Nickname').fill('Sunny');
    await save(page);
    expect(await readData(page)).toMatchObject({
      born: '1992-03-07',
      wakes: '14:05:00+04:00',
      meeting: '2024-03-15T14:30:00+04:00',
      since: '2024-03',
      week: '2024-W09',
    });
  });
});

/** Simulates pasting, because browsers ask before a page may use the clipboard. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test.describe('a long list', () => {
  test('is searched by substring, by code, and without accents', async ({ page }) => {
    await openEdit(page);
    const country = await getSearchField(page, 'Country');
    const options = page.getByRole('listbox', { name: 'List' }).getByRole('option');
    await country.fill('herz');
    await expect(options).toHaveText(['Bosnia & Herzegovina']);
    await country.fill('cote divoire');
    await expect(options).toHaveText(['Côte d’Ivoire']);
    await country.fill('OM');
    await expect(options.first()).toHaveText('Oman');
    await country.press('Enter');
    await expect(country).toHaveValue('Oman');
    await expect(page.getByRole('listbox', { name: 'List' })).toBeHidden();
    await page.getByLabel('Nickname').fill('Sunny');
    await save(page);
    expect(await readData(page)).toMatchObject({ land: 'OM' });
  });

  test('is chosen from with the mouse', async ({ page }) => {
    await openEdit(page);
    const country = await getSearchField(page, 'Country');
    await page.getByRole('button', { name: 'Show the list' }).click();
    await page.getByRole('option', { name: 'Albania' }).click();
    await expect(country).toHaveValue('Albania');
    await expect(country).toBeFocused();
  });

  test('chooses an exact or the only match when it is left, and otherwise nothing', async ({ page }) => {
    await openEdit(page);
    const country = await getSearchField(page, 'Country');
    await country.fill('jorda');
    await page.keyboard.press('Tab');
    await expect(country).toHaveValue('Jordan');
    await country.fill('jo');
    await page.keyboard.press('Tab');
    await expect(country).toHaveValue('Jordan');
    await country.fill('land');
    await page.keyboard.press('Tab');
    await expect(country).toHaveValue('land');
    await expect(country).toHaveAccessibleDescription('Country: choose one from the list');
    await getSaveButton(page).click();
    await getErrorSummary(page).getByRole('link', { name: 'country' }).click();
    await expect(country).toBeFocused();
    await expect(country).toHaveValue('land');
  });

  test('follows autofill and a reset', async ({ page }) => {
    await page.request.post(apiPaths.update, { data: { nickname: 'Sunny', land: 'JO' } });
    await openEdit(page);
    const country = await getSearchField(page, 'Country');
    await expect(country).toHaveValue('Jordan');
    await page.locator('select[autocomplete=country]').evaluate((select: HTMLSelectElement) => {
      select.value = 'IS';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await expect(country).toHaveValue('Iceland');
    await country.fill('nowhere');
    await page.locator('form.form').evaluate((form: HTMLFormElement) => form.reset());
    await expect(country).toHaveValue('Jordan');
  });

  test.describe('in Arabic', () => {
    test.use({ language: 'ar' });

    test('is searched without hamza and vowel marks', async ({ page }) => {
      await openEdit(page);
      const country = await getSearchField(page, 'Country');
      const options = page.getByRole('listbox', { name: 'القائمة' }).getByRole('option');
      for (const typed of ['اردن', 'الأُردنّ', 'JO']) {
        await country.fill(typed);
        await expect(options.first()).toHaveText('الأردن');
      }
    });
  });
});

test('a text of limited length shows the number of characters left and truncates nothing', async ({
  page,
}) => {
  await openEdit(page);
  const about = page.getByLabel('About');
  await about.fill('Short.');
  await expect(page.getByText(/characters? (left|too many)/)).toHaveCount(0);
  await about.fill('x'.repeat(38));
  await expect(page.getByText('2 characters left').first()).toBeVisible();
  await about.fill('👍'.repeat(41));
  await expect(page.getByText('1 character too many').first()).toBeVisible();
  await expect(about).toHaveValue('👍'.repeat(41));
});

test('a number without an exact representation stays as it was typed', async ({ page }) => {
  await openEdit(page);
  const weight = page.getByLabel('Weight');
  for (const text of ['12345678901234567890', '1,5', 'heavy']) {
    await weight.fill(text);
    await page.keyboard.press('Tab');
    await expect(weight).toHaveValue(text);
    await expect(weight).toHaveAccessibleDescription('Weight: enter a number');
  }
  await weight.fill('1,234.50');
  await page.keyboard.press('Tab');
  await expect(weight).toHaveValue('1,234.50');
  await expect(weight).not.toHaveAttribute('aria-invalid');
  await page.getByLabel('Nickname').fill('Sunny');
  await save(page);
  expect(await readData(page)).toMatchObject({ weight: 1234.5 });
});

test('tags are added and removed by keyboard and by mouse', async ({ page }) => {
  await page.request.post(apiPaths.update, { data: { nickname: 'Sunny', skills: ['one', 'two', 'three'] } });
  await openEdit(page);
  const skills = page.getByRole('textbox', { name: 'Skills' });
  const tags = page.getByRole('list', { name: 'Skills' }).getByRole('listitem');
  await skills.press('Backspace');
  await expect(tags).toHaveText(['one', 'two']);
  await expect(skills).toBeFocused();
  await page.getByRole('button', { name: 'Remove: one' }).click();
  await expect(tags).toHaveText(['two']);
  await expect(page.getByRole('button', { name: 'Remove: two' })).toBeFocused();
  await skills.fill('two, four، five');
  await expect(tags).toHaveText(['two', 'four']);
  await expect(skills).toHaveValue('five');
  await save(page);
  expect(await readData(page)).toMatchObject({ skills: ['two', 'four', 'five'] });
});

test('an unchanged time keeps its zone and its seconds', async ({ page }) => {
  const times = { wakes: '06:15:30.25-05:00', meeting: '2024-03-15T09:00:15.5-05:00' };
  await page.request.post(apiPaths.update, { data: { nickname: 'Sunny', ...times } });
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Moon');
  await save(page);
  expect(await readData(page)).toMatchObject({ nickname: 'Moon', ...times });
  await openEdit(page);
  await fillParts(page, 'Meeting', { Day: '16', Hour: 'ten' });
  await page.getByLabel('Nickname').focus();
  await fillParts(page, 'Meeting', { Hour: '10' });
  await save(page);
  expect(await readData(page)).toMatchObject({ meeting: '2024-03-16T10:00:15.5-05:00' });
});

test('an unused slider and color picker submit no value, and both follow their fields', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await page.getByRole('slider', { name: 'Volume' }).focus();
  await page.getByLabel('Paint (optional)').focus();
  await save(page);
  expect(await readData(page)).toEqual({ nickname: 'Sunny', origin: 'web' });
  await openEdit(page);
  await page.getByRole('textbox', { name: 'Volume' }).fill('٩');
  await expect(page.getByRole('slider', { name: 'Volume' })).toHaveValue('9');
  await page.locator('input[type=color]').fill('#102030');
  await expect(page.getByLabel('Paint (optional)')).toHaveValue('#102030');
  await save(page);
  expect(await readData(page)).toMatchObject({ volume: 9, paint: '#102030' });
});

test('a reset restores the initial value of every field', async ({ page }) => {
  await page.request.post(apiPaths.update, { data: everything });
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Moon');
  await fillDate(page, 'Born on', '2000-1-1');
  await search(page, 'Country', 'iceland');
  await page.getByLabel('Weight').fill('1');
  await page.getByLabel('Send news').uncheck();
  await page.getByLabel('Small').check();
  await page.getByLabel('Green').check();
  await page.getByLabel('Days').selectOption(['8']);
  await page.getByRole('button', { name: 'Remove: cooking' }).click();
  await paste(page.getByLabel('Hour').last(), '2030-01-01T00:00:00Z');
  await page.locator('form.form').evaluate((form: HTMLFormElement) => form.reset());
  await expect(page.getByRole('list', { name: 'Skills' }).getByRole('listitem')).toHaveCount(2);
  await save(page);
  expect(await readData(page)).toEqual(everything);
});
