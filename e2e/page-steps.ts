import type { Page } from '@playwright/test';
import { builtInCodes } from '../locales/built-in-languages.ts';
import { apiPaths } from '../shared/customer-api.ts';
import type { TestCustomer } from './app-server.ts';
import { chooseLanguage } from './choose-language.ts';
import { endSessionElsewhere, forgetSession } from './end-session.ts';
import { waitForHydration } from './hydration.ts';
import {
  fill,
  openLanguageMenu,
  openList,
  openSignedIn,
  openSignIn,
  press,
  signInOnce,
  waitForText,
} from './page-actions.ts';
import { getText } from './texts.ts';

/** A state, and how a page gets there. */
export interface PageStep {
  /** Such as `edit-errors`. It is part of file names too. */
  name: string;
  /** The error that the browser logs on the way there, because of a response with a status of 400 or more. */
  logs?: RegExp;
  /** The state that it goes on from; without it, any page will do. */
  after?: string;
  reach(page: Page, visitor: TestCustomer): Promise<void>;
}

/** All pages in all of their states. The later ones change what is stored, and end the session. */
export const pageSteps: readonly PageStep[] = [
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
    name: 'sign-in-list',
    after: 'sign-in-errors',
    reach: (page, { language }) => openList(page, getText(language, 'app', 'signIn.country')),
  },
  {
    name: 'sign-in-menus',
    after: 'sign-in-list',
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
      const [other = visitor.language] = builtInCodes.filter((code) => code !== visitor.language);
      await chooseLanguage(page, other);
      const undo = page.locator('.language-undo button');
      await undo.filter({ hasText: getText(other, 'app', 'language.undo') }).click();
      await undo.filter({ hasText: getText(visitor.language, 'app', 'language.undo') }).waitFor();
    },
  },
  {
    name: 'profile-ending',
    after: 'profile-language',
    async reach(page, visitor) {
      // As another tab would say it.
      await page.evaluate(() => new BroadcastChannel('session-end').postMessage(Date.now() + 60_000));
      await waitForText(page, visitor, 'session.ending');
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
    name: 'edit-list',
    after: 'edit-errors',
    reach: (page, { language }) => openList(page, getText(language, 'form', 'nationality')),
  },
  {
    name: 'edit-errors-menu',
    after: 'edit-list',
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
      await fill(page, 'last_name', 'Rahal');
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
      await fill(page, 'last_name', 'Rahal');
      await endSessionElsewhere(page);
      await press(page, visitor, 'edit.save');
      await page.getByRole('dialog').getByRole('button').first().waitFor();
      await forgetSession(page.context());
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
