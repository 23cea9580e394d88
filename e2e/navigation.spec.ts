import type { Page } from '@playwright/test';
import { builtInLanguages } from '../locales/built-in-languages.ts';
import { collectAnnouncements, expectAnnouncement } from './announcements.ts';
import { chooseLanguage } from './choose-language.ts';
import { getSaveButton, getSavedMessage, locateField } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { saveData } from './save-data.ts';

const profileScript = '**/assets/ProfilePage-*.js';
const formScript = '**/assets/EditPage-*.js';

/** Holds back what a page requests until the function that it returns is called. */
async function holdBack(page: Page, address: string): Promise<() => void> {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await allowed;
    await route.continue();
  });
  return allow;
}

/** Returns a function that lists the documents that a page requests from now on. */
function watchLoads(page: Page): () => string[] {
  const loads: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.push(new URL(request.url()).pathname);
  });
  return () => loads;
}

const getLine = (page: Page) => page.locator('.page-progress');

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
  await saveData(page);
});

inEnglishAndArabic((text, language) => {
  test('a page stays until the next one is whole, and says after 200 ms that it is loading', async ({
    page,
  }) => {
    await page.clock.install();
    const allow = await holdBack(page, formScript);
    await page.goto('/');
    await waitForHydration(page);
    await collectAnnouncements(page);
    await page.clock.pauseAt(Date.now() + 60_000);
    const edit = page.getByRole('link', { name: text('app', 'profile.edit'), exact: true });
    await edit.click();
    await page.clock.runFor(199);
    await expect(getLine(page)).toBeEmpty();
    await page.clock.runFor(1);
    await expect(getLine(page)).toHaveText(text('app', 'app.loading'));
    await expectAnnouncement(page, text('app', 'app.loading'));
    await expect(getLine(page)).toHaveCSS('animation-name', 'none');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect(getLine(page)).toHaveCSS('animation-name', 'page-progress');
    const start = builtInLanguages[language].direction === 'rtl' ? 'right' : 'left';
    await expect(getLine(page)).toHaveCSS(start, '0px');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect(page.locator('main')).not.toContainText(text('app', 'app.loading'));
    await expect(page.locator('h1')).toHaveText(text('app', 'profile.title'));
    allow();
    await page.clock.resume();
    await expect(page.locator('h1')).toHaveText(text('app', 'edit.title'));
    await expect(page.locator('h1')).toBeFocused();
    await expect(getLine(page)).toBeEmpty();
  });

  test('while a form is saved, the profile is loaded, which appears then', async ({ page }) => {
    const answer = await holdBack(page, '**/api/v3/customer/update/');
    await page.goto('/edit');
    await waitForHydration(page);
    await locateField(page, 'first_name', language).fill('Lina');
    const asked = page.waitForRequest(profileScript);
    await getSaveButton(page, language).click();
    await asked;
    answer();
    await expect(getSavedMessage(page, language)).toBeVisible();
  });
});

test('on the way back, the form stays until the profile is whole', async ({ page }) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.getByRole('link', { name: 'Edit profile', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Edit your profile');
  await page.reload();
  await waitForHydration(page);
  const allow = await holdBack(page, profileScript);
  const loads = watchLoads(page);
  await page.goBack();
  await expect(getLine(page)).toHaveText('Loading…');
  await expect(page.locator('h1')).toHaveText('Edit your profile');
  allow();
  await expect(page.locator('h1')).toHaveText('Your profile');
  await expect(page).toHaveURL('/');
  expect(loads()).toEqual([]);
});

test('a second click wins while the page of the first one is loading', async ({ page }) => {
  const allow = await holdBack(page, formScript);
  await page.goto('/');
  await waitForHydration(page);
  const entries = await page.evaluate(() => window.history.length);
  await page.getByRole('link', { name: 'Edit profile', exact: true }).click();
  await expect(getLine(page)).toHaveText('Loading…');
  await page.getByRole('link', { name: 'Edit: Contact' }).click();
  allow();
  await expect(page.getByRole('group', { name: 'Contact' })).toBeVisible();
  await expect(page).toHaveURL('/edit/contact');
  expect(await page.evaluate(() => window.history.length)).toBe(entries + 1);
});

test('the browser itself loads a page whose script is gone', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_FAILED.*EditPage/);
  await page.route(formScript, (route) => route.abort());
  await page.goto('/');
  await waitForHydration(page);
  const loads = watchLoads(page);
  const loaded = page.waitForRequest((request) => request.isNavigationRequest());
  await page.getByRole('link', { name: 'Edit profile', exact: true }).click();
  await loaded;
  await expect(page.locator('h1')).toHaveText('Edit your profile');
  await expect(page).toHaveURL('/edit');
  expect(loads()).toEqual(['/edit']);
  await page.goBack();
  await expect(page.locator('h1')).toHaveText('Your profile');
});

test('another language of the profile needs its texts and no script', async ({ page }) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'font') asked.push(new URL(request.url()).pathname);
  });
  await chooseLanguage(page, 'ar');
  await expect(page.getByRole('heading', { name: 'ملفك الشخصي' })).toBeVisible();
  expect(asked).toEqual([
    '/api/v3/customer/language/',
    '/api/v3/customer/update/',
    expect.stringMatching(/\/ar\/app\.js$/),
  ]);
});

test('a link loads its page when it is pointed at or has the focus', async ({ page }) => {
  const edit = page.getByRole('link', { name: 'Edit profile', exact: true });
  for (const point of [() => edit.hover(), () => edit.focus()]) {
    await page.goto('/');
    await waitForHydration(page);
    const asked = page.waitForRequest(formScript);
    await point();
    await asked;
    await page.mouse.move(0, 0);
  }
});

for (const [path, script] of [
  ['/', formScript],
  ['/edit', profileScript],
  ['/sign-in', profileScript],
] as const) {
  test(`${path} loads the page that probably follows, unless data is expensive`, async ({ context }) => {
    if (path === '/sign-in') await context.clearCookies();
    // This page has no data saver; that of the others stops this, which `profile.spec.ts` tests.
    const page = await context.newPage();
    const asked = page.waitForRequest(script);
    await page.goto(path);
    await asked;
  });
}
