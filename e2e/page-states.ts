import type { Page } from '@playwright/test';
import type { TestCustomer } from './app-server.ts';
import { waitForHydration } from './hydration.ts';
import { signInThroughApi } from './sign-in.ts';
import { getText } from './texts.ts';

/** A page in one of its states. */
export interface NamedPageState {
  /** Such as `edit-errors`. It is part of file names too. */
  name: string;
  /** The error that the browser logs on the way there, because of a response with a status of 400 or more. */
  logs?: RegExp;
  /** Leads a page of a new context to this state. */
  open(page: Page, visitor: TestCustomer): Promise<void>;
}

/** All pages in all of their states. */
export const pageStates: readonly NamedPageState[] = [
  { name: 'sign-in', open: openSignIn },
  {
    name: 'sign-in-errors',
    async open(page, visitor) {
      await openSignIn(page, visitor);
      await press(page, visitor, 'signIn.send');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'code', open: openCode },
  {
    name: 'code-errors',
    async open(page, visitor) {
      await openCode(page, visitor);
      await press(page, visitor, 'signIn.verify');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'signed-out',
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/');
      await press(page, visitor, 'app.signOut');
      await waitForText(page, visitor, 'signIn.signedOut');
      await waitForHydration(page);
    },
  },
  { name: 'profile', open: (page, visitor) => openSignedIn(page, visitor, '/') },
  {
    name: 'profile-saved',
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await press(page, visitor, 'edit.save');
      await waitForText(page, visitor, 'profile.saved');
    },
  },
  { name: 'edit', open: (page, visitor) => openSignedIn(page, visitor, '/edit') },
  {
    name: 'edit-errors',
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
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
    name: 'edit-conflict',
    logs: /412.*customer\/update/,
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await page.request.post('/api/v3/customer/update/', {
        data: { address: 'Elsewhere', last_name: 'Khoury' },
      });
      await fill(page, 'last_name', 'Nasser');
      await press(page, visitor, 'edit.save');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'edit-offline',
    logs: /ERR_INTERNET_DISCONNECTED/,
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await page.context().setOffline(true);
      await press(page, visitor, 'edit.save');
      // The network stays away: with it, the page would save by itself.
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'profile-changes',
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await press(page, visitor, 'edit.save');
      await page.locator('.saved-changes summary').click();
    },
  },
  {
    name: 'profile-discarded',
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await press(page, visitor, 'edit.cancel');
      await page.getByRole('heading', { name: getText(visitor.language, 'app', 'profile.title') }).waitFor();
      await page.getByRole('status').waitFor();
    },
  },
  {
    name: 'edit-restored',
    async open(page, visitor) {
      await openSignedIn(page, visitor, '/edit');
      await fill(page, 'last_name', 'Nasser');
      await page.locator('[name="root[first_name]"]').focus();
      await page.reload();
      await waitForText(page, visitor, 'edit.restored');
    },
  },
  {
    name: 'not-found',
    logs: /404.*no-such-page/,
    async open(page) {
      await page.goto('/no-such-page');
      await waitForHydration(page);
    },
  },
];

async function openSignIn(page: Page, _visitor: TestCustomer): Promise<void> {
  await page.goto('/sign-in');
  await waitForHydration(page);
}

async function openCode(page: Page, visitor: TestCustomer): Promise<void> {
  await openSignIn(page, visitor);
  await page.getByRole('textbox').fill(visitor.mobile);
  await press(page, visitor, 'signIn.send');
  await visitor.takeCode();
  await waitForText(page, visitor, 'signIn.codeTitle');
}

async function openSignedIn(page: Page, visitor: TestCustomer, path: string): Promise<void> {
  await signInThroughApi(page, visitor);
  await page.goto(path);
  await waitForHydration(page);
}

async function waitForText(page: Page, { language }: TestCustomer, text: string): Promise<void> {
  await page.getByText(getText(language, 'app', text)).waitFor();
}

async function press(page: Page, { language }: TestCustomer, text: string): Promise<void> {
  await page.getByRole('button', { name: getText(language, 'app', text), exact: true }).click();
}

async function fill(page: Page, field: string, value: string): Promise<void> {
  await page.locator(`[name="root[${field}]"]`).fill(value);
}
