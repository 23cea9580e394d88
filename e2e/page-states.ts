import type { Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { languageCodes } from '../shared/languages.ts';
import type { TestCustomer } from './app-server.ts';
import { chooseLanguage } from './choose-language.ts';
import { endSession } from './end-session.ts';
import { waitForHydration } from './hydration.ts';
import { signInThroughApi } from './sign-in.ts';
import { getText } from './texts.ts';

/** A page in one of its states. */
export interface NamedPageState {
  /** Such as `edit-errors`. It is part of file names too. */
  name: string;
  /** The error that the browser logs on the way there, because of a response with a status of 400 or more. */
  logs?: RegExp;
  /** Leads a page to this state. */
  open(page: Page, visitor: TestCustomer): Promise<void>;
}

/** A state, and how a page gets there. */
interface PageStep extends Omit<NamedPageState, 'open'> {
  /** The state that it goes on from; without it, any page will do. */
  after?: string;
  reach(page: Page, visitor: TestCustomer): Promise<void>;
}

/** All pages in all of their states. The later ones change what is stored, and end the session. */
const steps: readonly PageStep[] = [
  {
    name: 'not-found',
    logs: /404.*no-such-page/,
    async reach(page) {
      await page.goto('/no-such-page');
      await waitForHydration(page);
    },
  },
  { name: 'sign-in', reach: openSignIn },
  {
    name: 'sign-in-errors',
    after: 'sign-in',
    async reach(page, visitor) {
      await press(page, visitor, 'signIn.send');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'sign-in-menus',
    after: 'sign-in-errors',
    async reach(page) {
      await page.locator('.sign-in-help > summary').click();
      await openLanguageMenu(page);
    },
  },
  {
    name: 'code',
    async reach(page, visitor) {
      await openSignIn(page, visitor);
      await page.locator('[name="mobile"]').fill(visitor.mobile);
      await press(page, visitor, 'signIn.send');
      await visitor.takeCode();
      await waitForText(page, visitor, 'signIn.codeTitle');
    },
  },
  {
    name: 'code-errors',
    after: 'code',
    async reach(page, visitor) {
      await press(page, visitor, 'signIn.verify');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'profile', reach: (page, visitor) => openSignedIn(page, visitor, '/') },
  {
    name: 'profile-menus',
    after: 'profile',
    async reach(page) {
      await page.locator('.sign-out-everywhere > summary').click();
      await page.locator('.view-row summary').first().click();
      await openLanguageMenu(page);
    },
  },
  {
    name: 'profile-language',
    after: 'profile',
    async reach(page, visitor) {
      const [other = visitor.language] = languageCodes.filter((code) => code !== visitor.language);
      await chooseLanguage(page, other);
      const undo = page.locator('.language-undo button');
      await undo.filter({ hasText: getText(other, 'app', 'language.undo') }).click();
      await undo.filter({ hasText: getText(visitor.language, 'app', 'language.undo') }).waitFor();
    },
  },
  { name: 'edit', reach: (page, visitor) => openSignedIn(page, visitor, '/edit') },
  {
    name: 'edit-errors',
    after: 'edit',
    async reach(page, visitor) {
      await fill(page, 'first_name', '');
      for (const [part, text] of Object.entries({ day: '1', month: '1', year: '2999' })) {
        await page.locator(`[name="root[dob][${part}]"]`).fill(text);
      }
      await fill(page, 'email', 'layla(at)example');
      await fill(page, 'passport_number', 'N!');
      await press(page, visitor, 'edit.save');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'edit-errors-menu',
    after: 'edit-errors',
    reach: openLanguageMenu,
  },
  { name: 'edit-section', reach: (page, visitor) => openSignedIn(page, visitor, '/edit/contact') },
  {
    name: 'edit-review',
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'passport_number', 'X1234567');
      await press(page, visitor, 'edit.save');
      await waitForText(page, visitor, 'edit.review.title');
    },
  },
  {
    name: 'profile-saved',
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await press(page, visitor, 'edit.save');
      await waitForText(page, visitor, 'profile.saved');
    },
  },
  {
    name: 'edit-conflict',
    logs: /412.*customer\/update/,
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await page.request.post(apiPaths.update, { data: { address: 'Elsewhere', last_name: 'Khoury' } });
      await fill(page, 'last_name', 'Nasser');
      await press(page, visitor, 'edit.save');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'edit-offline',
    logs: /ERR_INTERNET_DISCONNECTED/,
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Haddad');
      await page.context().setOffline(true);
      await press(page, visitor, 'edit.save');
      // The network stays away: with it, the page would save by itself.
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'edit-restored',
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await page.locator('[name="root[first_name]"]').focus();
      await page.reload();
      await waitForText(page, visitor, 'edit.restored');
    },
  },
  {
    name: 'profile-discarded',
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await press(page, visitor, 'edit.cancel');
      await page.getByRole('heading', { name: getText(visitor.language, 'app', 'profile.title') }).waitFor();
      await page.getByRole('status').waitFor();
    },
  },
  {
    name: 'profile-changes',
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await press(page, visitor, 'edit.save');
      await page.locator('.saved-changes summary').click();
    },
  },
  {
    name: 'signed-out',
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/');
      await press(page, visitor, 'app.signOut');
      await waitForText(page, visitor, 'signIn.signedOut');
      await waitForHydration(page);
    },
  },
  {
    name: 'edit-dialog',
    logs: /401.*customer\/update/,
    async reach(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Haddad');
      await endSession(page);
      await press(page, visitor, 'edit.save');
      await page.getByRole('dialog').getByRole('button').first().waitFor();
      await page.context().clearCookies({ name: 'session' });
    },
  },
  {
    name: 'profile-empty',
    async reach(page, visitor) {
      await signInOnce(page, visitor);
      const optional = ['gender', 'dob', 'nationality', 'email', 'address', 'passport_number'];
      const data = Object.fromEntries(optional.map((name) => [name, '']));
      await page.request.post(apiPaths.update, { data });
      await openSignedIn(page, visitor, '/');
      await page.locator('.view-intro').waitFor();
    },
  },
];

/** All states; each can be opened on its own. */
export const pageStates: readonly NamedPageState[] = steps.map((step) => ({
  name: step.name,
  ...(step.logs && { logs: step.logs }),
  open: (page, visitor) => openStep(page, visitor, step),
}));

/** Throws when there is no such state. */
export function getState(name: string): NamedPageState {
  const state = pageStates.find((candidate) => candidate.name === name);
  if (!state) throw new Error(`There is no page state "${name}"`);
  return state;
}

async function openStep(page: Page, visitor: TestCustomer, { after, reach }: PageStep): Promise<void> {
  if (after) await getState(after).open(page, visitor);
  await reach(page, visitor);
}

/** Leads one page through all states, and calls `check` in each: no page is loaded twice where that is not needed. */
export async function visitPageStates(
  page: Page,
  visitor: TestCustomer,
  check: (name: string) => Promise<void>,
): Promise<void> {
  let shown = '';
  for (const { name, after, reach } of steps) {
    if (after && after !== shown) await getState(after).open(page, visitor);
    await reach(page, visitor);
    await check(name);
    await page.context().setOffline(false);
    shown = name;
  }
}

async function openSignIn(page: Page, _visitor: TestCustomer): Promise<void> {
  await page.goto('/sign-in');
  await waitForHydration(page);
}

async function openSignedIn(page: Page, visitor: TestCustomer, path: string): Promise<void> {
  await signInOnce(page, visitor);
  // Leaving a form keeps its draft. A page without scripts is the place to forget it.
  await page.goto('/healthz');
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(path);
  await waitForHydration(page);
}

async function signInOnce(page: Page, visitor: TestCustomer): Promise<void> {
  const cookies = await page.context().cookies();
  if (!cookies.some(({ name }) => name === 'session')) await signInThroughApi(page, visitor);
}

async function openLanguageMenu(page: Page): Promise<void> {
  await page.locator('.language-menu > summary').click();
}

async function waitForText(page: Page, { language }: TestCustomer, text: string): Promise<void> {
  await page.getByText(getText(language, 'app', text)).waitFor();
}

async function press(page: Page, { language }: TestCustomer, text: string): Promise<void> {
  const name = getText(language, 'app', text);
  await page.getByRole('button', { name, exact: true }).click();
}

async function fill(page: Page, field: string, value: string): Promise<void> {
  await page.locator(`[name="root[${field}]"]`).fill(value);
}
