import type { Locator } from '@playwright/test';
import {
  confirmChanges,
  fillDate,
  getAddress,
  getErrorSummary,
  getRestoredMessage,
  getSaveButton,
  getSavedMessage,
  locateField,
  openEdit,
  search,
} from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';
import { getText } from './texts.ts';

async function expectError(field: Locator, text: string): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(new RegExp(`${text}$`));
}

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

test('every kind of field is saved and shown, also after a reload', { tag: '@backend' }, async ({
  page,
  baseURL,
}) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('radio', { name: 'Female' }).check();
  await fillDate(page, 'Date of birth', '1990-12-31');
  await search(page, 'Nationality', 'Icel');
  await page.getByLabel('Email address').fill('lina@example.org');
  await getAddress(page).fill('Laugavegur 1\n101 Reykjavík');
  await page.getByLabel('National ID number').fill('784-1990-1234567-1');
  await getSaveButton(page).click();
  await confirmChanges(page);

  await expect(getSavedMessage(page)).toBeFocused();
  await expect(page).toHaveURL(`${baseURL}/`);
  await expect(page).toHaveTitle('Your profile – My profile');
  const expectValues = async () => {
    for (const text of ['Lina', 'Female', '31 December 1990', 'Iceland', 'lina@example.org']) {
      await expect(page.getByRole('definition').filter({ hasText: text }).first()).toBeVisible();
    }
    await expect(page.getByText('Laugavegur 1 101 Reykjavík').last()).toBeVisible();
    // Masked until somebody shows it.
    await expect(page.getByText('784-1990-1234567-1').last()).toBeAttached();
  };
  await expectValues();
  await page.reload();
  await expectValues();
  await expect(getSavedMessage(page)).toHaveCount(0);
});

test('an error that appears or disappears leaves the focus, the caret and the input unchanged', async ({
  page,
}) => {
  await openEdit(page);
  const email = page.getByLabel('Email address');
  await email.fill('@example.org');
  await email.blur();
  await expectError(email, 'Email address: enter an email address such as name@example.com');
  await email.press('Home');
  await page.keyboard.type('li');
  // In the pause the form commits the pending input, and the error disappears.
  await expect(email).not.toHaveAttribute('aria-invalid');
  await page.keyboard.type('na');
  await expect(email).toBeFocused();
  await expect(email).toHaveValue('lina@example.org');
});

test('a date says which of its parts is wrong, in the order of its fields', async ({ page }) => {
  await openEdit(page);
  const born = page.getByRole('group', { name: 'Date of birth' });
  const errors = getErrorSummary(page).getByRole('link');
  await fillDate(page, 'Date of birth', '-13-32');
  await getSaveButton(page).click();
  await expect(errors).toHaveText([
    'Date of birth: the day must be 1 to 31',
    'Date of birth: the month must be 1 to 12',
    'Date of birth: add the year',
  ]);
  await fillDate(page, 'Date of birth', '1990-4-31');
  await getSaveButton(page).click();
  await expect(errors).toHaveText(['Date of birth: April has 30 days']);
  await expect(born).toHaveAccessibleDescription(/Date of birth: April has 30 days$/);
});

test('errors are shown in a summary and at each field until they are corrected', async ({ page }) => {
  await openEdit(page);
  const firstName = page.getByLabel('First name');
  const born = page.getByRole('group', { name: 'Date of birth' });
  const email = page.getByLabel('Email address');
  const passport = page.getByLabel('Passport number');
  await firstName.fill('  ');
  await fillDate(page, 'Date of birth', '2999-01-01');
  await email.fill('layla(at)example');
  await passport.fill('N!');
  await getSaveButton(page).click();

  await expect(getErrorSummary(page)).toBeFocused();
  await expect(page).toHaveTitle('Error: Edit your profile – My profile');
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'First name: fill this in',
    'Date of birth: can’t be in the future',
    'Email address: enter an email address such as name@example.com',
    'Passport number: at least 5 characters',
    'Passport number: only the letters A to Z and digits',
  ]);
  await expectError(firstName, 'First name: fill this in');
  await expect(born).toHaveAccessibleDescription(/Date of birth: can’t be in the future$/);
  await expect(born.getByLabel('Year')).toHaveAttribute('aria-invalid', 'true');
  await expectError(email, 'Email address: enter an email address such as name@example.com');
  await expectError(passport, 'Passport number: only the letters A to Z and digits');
  await expect(page.getByLabel('Last name')).not.toHaveAttribute('aria-invalid');

  await getErrorSummary(page).getByRole('link', { name: 'email address' }).click();
  await expect(email).toBeFocused();
  await expect(email).toBeInViewport();
  await expect(email).toHaveValue('layla(at)example');
  await getErrorSummary(page).getByRole('link', { name: 'first name' }).click();
  await expect(firstName).toBeFocused();

  await firstName.fill('Lina');
  await fillDate(page, 'Date of birth', '1988-02-29');
  await email.fill('lina@example.org');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveCount(2);
  await expect(firstName).not.toHaveAttribute('aria-invalid');

  await passport.fill('N1234567');
  await getSaveButton(page).click();
  await confirmChanges(page);
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page).toHaveTitle('Your profile – My profile');
});

test('without the compiled validator the server reports the errors', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_FAILED.*validators/);
  await page.route('**/validators/**', (route) => route.abort());
  await openEdit(page);
  const email = page.getByLabel('Email address');
  await email.fill('layla(at)example');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page)).toBeFocused();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText(
    'Email address: enter an email address such as name@example.com',
  );
  await expectError(email, 'Email address: enter an email address such as name@example.com');
  await expect(email).toHaveValue('layla(at)example');
  await expect(page).toHaveTitle(/^Error:/);
});

test('the first press of Save works although it leaves an invalid field', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Passport number').fill('N!');
  await getSaveButton(page).hover();
  await page.mouse.down();
  // A finger stays down for some frames. The button must not move in that time.
  await page.evaluate(async () => {
    for (let frames = 0; frames < 5; frames += 1) await new Promise(requestAnimationFrame);
  });
  await page.mouse.up();
  await expect(getErrorSummary(page)).toBeFocused();
});

test('an optional value that is cleared stays empty', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Email address').fill('');
  await fillDate(page, 'Date of birth', '');
  await search(page, 'Nationality', '');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  // These three values, and the gender and the number of the national ID, which were never stored.
  await expect(page.getByRole('link', { name: /^Add: / })).toHaveCount(5);
  await openEdit(page);
  await expect(page.getByLabel('Email address')).toHaveValue('');
  for (const field of ['Day', 'Month', 'Year']) await expect(page.getByLabel(field)).toHaveValue('');
  await expect(page.getByLabel('Nationality')).toHaveValue('');
  await expect(page.getByLabel('Passport number')).toHaveValue('N7654321');
});

test('input is normalized', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Passport number').fill('n ١٢٣-4567');
  await page.getByLabel('Email address').fill('\u200f lina@example.org\u00a0');
  await page.getByLabel('Last name').fill('  Haddad ');
  await getSaveButton(page).click();
  await confirmChanges(page);
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('N1234567', { exact: true }).last()).toBeAttached();
  await openEdit(page);
  await expect(page.getByLabel('Passport number')).toHaveValue('N1234567');
  await expect(page.getByLabel('Email address')).toHaveValue('lina@example.org');
  await expect(page.getByLabel('Last name')).toHaveValue('Haddad');
});

test('saving another language shows the result in that language', async ({ page }) => {
  await openEdit(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('العربية');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page, 'ar')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'ملفك الشخصي' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByText('الأردن')).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});

test('the number to sign in with is read-only', async ({ page, customer }) => {
  await openEdit(page);
  const mobile = page.getByLabel('Mobile number');
  await expect(mobile).toHaveValue(customer.mobile);
  await expect(mobile).not.toBeEditable();
  await expect(mobile).toHaveAccessibleDescription(/can’t be changed here/);
});

test('browsers can fill in the form', async ({ page }) => {
  await openEdit(page);
  const tokens = {
    'First name': 'given-name',
    'Last name': 'family-name',
    Day: 'bday-day',
    Month: 'bday-month',
    Year: 'bday-year',
    Nationality: 'country',
    'Mobile number': 'tel',
    'Email address': 'email',
    'Passport number': 'off',
    'National ID number': 'off',
  };
  for (const [name, token] of Object.entries(tokens)) {
    await expect(page.getByLabel(name)).toHaveAttribute('autocomplete', token);
  }
  const address = getAddress(page);
  await expect(address).toHaveAttribute('autocomplete', 'street-address');
  const language = page.getByRole('combobox', { name: 'Language' });
  await expect(language).toHaveAttribute('autocomplete', 'language');
  await expect(page.getByRole('radio', { name: 'Male', exact: true })).toHaveAttribute('autocomplete', 'sex');
});

test('a double click on Save sends one request', async ({ page }) => {
  const updates: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/customer/update/')) updates.push(request.method());
  });
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).dblclick();
  await expect(getSavedMessage(page)).toBeVisible();
  expect(updates).toEqual(['POST']);
});

test('on a slow network the button shows that it is saving and sends one request', async ({ page }) => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  let count = 0;
  await page.route('**/api/v3/customer/update/', async (route) => {
    count += 1;
    await answered;
    await route.continue();
  });
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  const saving = page.getByRole('button', { name: 'Saving…' });
  await expect(saving).toBeDisabled();
  await saving.click({ force: true });
  await page.getByLabel('First name').press('Enter');
  answer();
  await expect(getSavedMessage(page)).toBeVisible();
  expect(count).toBe(1);
});

test('input before hydration is kept and saved', async ({ page }) => {
  const scripts = await openWithoutScripts(page, '/edit');
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('radio', { name: 'Other' }).check();
  await page.getByLabel('Nationality').selectOption('Iceland');
  await scripts.load();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(page.getByRole('radio', { name: 'Other' })).toBeChecked();
  await expect(page.getByLabel('Nationality')).toHaveValue('IS');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  for (const text of ['Lina', 'Other', 'Iceland']) {
    await expect(page.getByText(text, { exact: true })).toBeVisible();
  }
});

for (const typedBefore of ['', 'Li', 'Lina', 'Layla']) {
  test(`a person who types while the page hydrates, "${typedBefore}" before it, gets no text of a saved draft mixed in`, async ({
    page,
  }) => {
    await openEdit(page);
    const name = locateField(page, 'first_name');
    const nationality = locateField(page, 'nationality');
    await name.fill('Draft');
    await locateField(page, 'last_name').fill('Kept');
    await search(page, 'Nationality', 'Kenya');
    await page.getByRole('radio', { name: 'Other' }).check();
    const scripts = await openWithoutScripts(page, '/edit');
    await nationality.selectOption('Iceland');
    await page.getByRole('radio', { name: 'Male', exact: true }).check();
    await name.focus();
    await name.selectText();
    await page.keyboard.type(typedBefore);
    const hydrated = scripts.load();
    const typedAfter = typedBefore === 'Layla' ? ' Layla' : 'Lina'.slice(typedBefore.length);
    await page.keyboard.type(typedAfter, { delay: 30 });
    await hydrated;
    await expect(getRestoredMessage(page)).toBeVisible();
    await page.keyboard.type(' Marie');
    await page.keyboard.press('Tab');
    await expect(name).toHaveValue(`${typedBefore}${typedAfter} Marie`);
    await expect(locateField(page, 'last_name')).toHaveValue('Kept');
    await expect(nationality).toHaveValue(/IS|Iceland/);
    await expect(page.getByRole('radio', { name: 'Male', exact: true })).toBeChecked();
    await getSaveButton(page).click();
    await expect(getSavedMessage(page)).toBeVisible();
    await expect(page.getByText(`${typedBefore}${typedAfter} Marie`, { exact: true })).toBeVisible();
    await expect(page.getByText('Iceland', { exact: true })).toBeVisible();
  });
}

test('a field that a person is in while the page hydrates takes its text of a saved draft when they leave it', async ({
  page,
}) => {
  await openEdit(page);
  const name = locateField(page, 'first_name');
  await name.fill('Draft');
  const scripts = await openWithoutScripts(page, '/edit');
  await name.focus();
  await scripts.load();
  await expect(getRestoredMessage(page)).toBeVisible();
  await expect(name).toHaveValue('Layla');
  await page.keyboard.press('Tab');
  await expect(name).toHaveValue('Draft');
});

test('the stored text replaces that of a saved draft when a person types it while the page hydrates', async ({
  page,
}) => {
  await openEdit(page);
  const name = locateField(page, 'first_name');
  await name.fill('Draft');
  const scripts = await openWithoutScripts(page, '/edit');
  await name.focus();
  await name.selectText();
  await page.keyboard.type('La');
  await scripts.load();
  await expect(getRestoredMessage(page)).toBeVisible();
  await page.keyboard.type('yla');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Layla', { exact: true })).toBeVisible();
});

test('input in a text area before hydration is kept', async ({ page }) => {
  const scripts = await openWithoutScripts(page, '/edit');
  await getAddress(page).fill('Laugavegur 1');
  await scripts.load();
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');
  await getSaveButton(page).click();
  await expect(page.getByText('Laugavegur 1', { exact: true })).toBeVisible();
});

test('cancelling changes nothing, and a new edit begins with the stored values', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Layla', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
});

test('saving without a change succeeds', async ({ page }) => {
  await openEdit(page);
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('errors are shown in Arabic until they are corrected', async ({ page }) => {
    await openEdit(page);
    await page.getByLabel('الاسم الأول').fill('');
    await page.getByLabel('رقم جواز السفر').fill('ن123');
    await page.getByRole('button', { name: 'حفظ' }).click();
    const box = page.getByRole('alert');
    await expect(box).toBeFocused();
    await expect(box.getByRole('heading')).toHaveText('هناك مشكلة');
    await expect(box.getByRole('link')).toHaveText([
      'الاسم الأول: يجب ملء هذا الحقل',
      'رقم جواز السفر: 5 أحرف على الأقل',
      'رقم جواز السفر: الحروف اللاتينية من A إلى Z والأرقام فقط',
    ]);
    await expect(page).toHaveTitle(/^خطأ: تعديل ملفك الشخصي/);
    await box.getByRole('link').first().click();
    await expect(page.getByLabel('الاسم الأول')).toBeFocused();
    await page.getByLabel('الاسم الأول').fill('لينا');
    await page.getByLabel('رقم جواز السفر').fill('n١٢٣٤٥٦');
    await page.getByRole('button', { name: 'حفظ' }).click();
    await expect(page.getByText(getText('ar', 'app', 'edit.review.title'))).toBeVisible();
    await page.getByRole('button', { name: 'حفظ' }).click();
    await expect(getSavedMessage(page, 'ar')).toBeVisible();
    await expect(page.getByText('N123456', { exact: true }).last()).toBeAttached();
  });
});

test('a browser that is too old for the script shows the page without it', async ({ page }) => {
  await page.addInitScript(() => {
    delete (Array.prototype as { findLast?: unknown }).findLast;
  });
  await page.goto('/edit');
  await page.getByLabel('First name').fill('Lina');
  const [post] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'POST'),
    getSaveButton(page).click(),
  ]);
  expect(post.isNavigationRequest()).toBe(true);
  await expect(getSavedMessage(page)).toBeVisible();
});
