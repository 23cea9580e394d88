import { afterEach, describe, expect, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { customerField } from '../../shared/customer-field.ts';
import { pagePaths, versionField } from '../../shared/page.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import type { TestApp, TestAppOptions } from '../testing/create-test-app.ts';
import { passResendWait, readJson, requestCode, signIn, type TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';

const editAgain = '/edit?rerender';
const signInToEdit = '/sign-in?next=%2Fedit';

/** Some fields of the profile's form, as it submits them. */
const typed = {
  [customerField]: layla.customer_id,
  [versionField]: '1',
  'root[first_name]': 'Leila',
  'root[address]': 'A new <address>',
  'root[dob][day]': '31',
};

/** Creates a browser whose session ends while the customer fills in the form. */
async function createSignedOut(options?: TestAppOptions): Promise<{ app: TestApp; browser: TestBrowser }> {
  const { app, browser } = await createSignedIn(layla, options);
  await app.dependencies.sessions.signOut(browser.cookies.get('session') ?? '', false);
  return { app, browser };
}

/** Returns the page that a browser shows for a form that a redirect submits again. */
async function sendOn(browser: TestBrowser, path: string, fields: Record<string, string>) {
  const response = await browser.postForm(path, fields);
  expect(response.status).toBe(307);
  return browser.postForm(response.headers.get('location') ?? '', fields);
}

async function readSealed(response: Response): Promise<string> {
  const [, sealed = ''] =
    new RegExp(`name="${sealedSubmissionField}" value="([^"]+)"`).exec(await response.text()) ?? [];
  return sealed;
}

/** Submits a form after the session has ended, and returns the sealed submission that the sign-in page carries. */
async function getSealed(browser: TestBrowser, fields: Record<string, string> = typed): Promise<string> {
  return readSealed(await sendOn(browser, pagePaths.edit, fields));
}

/** Signs in on the second step of the page. */
async function signInWith(app: TestApp, browser: TestBrowser, mobile: string, sealed: string) {
  const code = await requestCode(app, browser, mobile);
  return sendOn(browser, signInToEdit, { mobile, code, [sealedSubmissionField]: sealed });
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a form that is sent when the session is over', () => {
  test('leads to the sign-in page, and is sent there too', async () => {
    const { browser } = await createSignedOut();
    const response = await browser.postForm(pagePaths.edit, typed);
    expect([response.status, response.headers.get('location')]).toEqual([307, signInToEdit]);
    const page = await browser.postForm(signInToEdit, typed);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('Your session is over. Sign in again: what you typed comes back.');
    expect(html).toContain('name="mobile"');
  });

  test('is nowhere to be read until its customer has signed in', async () => {
    const { app, browser } = await createSignedOut();
    const html = await (await sendOn(browser, pagePaths.edit, typed)).text();
    expect(html).not.toContain('Leila');
    expect(html).not.toContain(layla.customer_id);
    expect([...browser.cookies.values()].join()).not.toContain('Leila');
    expect(app.logs.join()).not.toContain('Leila');
  });

  test('comes back as it was typed after both steps, and nothing is saved', async () => {
    const { app, browser } = await createSignedOut();
    const sealed = await getSealed(browser);
    const second = await browser.postForm(signInToEdit, {
      mobile: layla.mobile,
      [sealedSubmissionField]: sealed,
    });
    const carried = await readSealed(second);
    expect(second.status).toBe(200);
    await app.dependencies.signIn.settle();
    const code = app.gateway.requests.at(-1)?.body.code ?? '';
    const last = { mobile: layla.mobile, code, [sealedSubmissionField]: carried };
    const response = await browser.postForm(signInToEdit, last);
    expect([response.status, response.headers.get('location')]).toEqual([307, editAgain]);
    const html = await (await browser.postForm(editAgain, last)).text();
    expect(html).toContain('What you typed before is here again; it is not saved yet.');
    expect(html).toContain('value="Leila"');
    expect(html).toContain('A new &lt;address&gt;</textarea>');
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ first_name: 'Layla' });
  });

  test('keeps the version that it was rendered with, so that nobody else’s changes are undone', async () => {
    const { app, browser } = await createSignedOut();
    const sealed = await getSealed(browser);
    const elsewhere = await signIn(app, layla.mobile);
    await elsewhere.postJson(apiPaths.update, { last_name: 'Changed' });
    const html = await (await signInWith(app, browser, layla.mobile, sealed)).text();
    expect(html).toContain(`name="${versionField}" value="1"`);
    expect((await browser.postForm(pagePaths.edit, typed)).status).toBe(412);
  });

  test('does not come back to another customer who signs in there', async () => {
    const { app, browser } = await createSignedOut();
    const sealed = await getSealed(browser);
    const response = await signInWith(app, browser, omar.mobile, sealed);
    expect([response.status, response.headers.get('location')]).toEqual([303, pagePaths.edit]);
    expect(await (await browser.get(pagePaths.edit)).text()).not.toContain('Leila');
  });

  test('is neither shown nor saved to another customer who is signed in already', async () => {
    const { app, browser } = await createSignedOut();
    await signIn(app, omar.mobile, browser);
    for (const path of [pagePaths.edit, editAgain]) {
      const response = await browser.postForm(path, typed);
      expect([response.status, response.headers.get('location')]).toEqual([303, pagePaths.edit]);
    }
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ first_name: '' });
  });

  test('is kept for an hour', async () => {
    const { app, browser } = await createSignedOut();
    const sealed = await getSealed(browser);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    const response = await signInWith(app, browser, layla.mobile, sealed);
    expect([response.status, response.headers.get('location')]).toEqual([303, pagePaths.edit]);
  });

  test.each([
    ['was changed', (sealed: string) => sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['was cut', (sealed: string) => sealed.slice(0, 20)],
    ['was not sealed here', () => 'nothing'],
  ])('is not taken back when it %s', async (_, change) => {
    const { app, browser } = await createSignedOut();
    const sealed = change(await getSealed(browser));
    const response = await signInWith(app, browser, layla.mobile, sealed);
    expect([response.status, response.headers.get('location')]).toEqual([303, pagePaths.edit]);
  });

  test('stays through a wrong code, another number and another language', async () => {
    const { app, browser } = await createSignedOut();
    const sealed = await getSealed(browser);
    const fields = { mobile: layla.mobile, [sealedSubmissionField]: sealed };
    expect(await readSealed(await browser.postForm(signInToEdit, { ...fields, mobile: '1' }))).toBe(sealed);
    expect(await readSealed(await browser.postForm(signInToEdit, fields))).toBe(sealed);
    const wrong = await browser.postForm(signInToEdit, { ...fields, code: 'wrong' });
    expect([wrong.status, await readSealed(wrong)]).toEqual([422, sealed]);
    await app.dependencies.signIn.settle();
    const sent = app.gateway.requests.length;
    const switched = { language: 'ar', next: signInToEdit, [sealedSubmissionField]: sealed };
    const arabic = await (await sendOn(browser, pagePaths.language, switched)).text();
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain('انتهت جلستك');
    expect(arabic).toContain('name="code"');
    expect(arabic).toContain(sealed);
    const changed = await (await browser.postForm(signInToEdit, { ...fields, change: '' })).text();
    expect(changed).not.toContain('name="code"');
    expect(changed).toContain(sealed);
    expect(app.gateway.requests).toHaveLength(sent);
    passResendWait();
    const html = await (await signInWith(app, browser, layla.mobile, sealed)).text();
    expect(html).toContain('value="Leila"');
  });

  test('comes back at once when its customer has signed in meanwhile', async () => {
    const { app, browser } = await createSignedOut();
    await getSealed(browser);
    await signIn(app, layla.mobile, browser);
    expect(await (await sendOn(browser, signInToEdit, typed)).text()).toContain('value="Leila"');
  });

  test('leads nowhere else, whatever the address says', async () => {
    const { app, browser } = await createSignedOut();
    const sealed = await getSealed(browser);
    const code = await requestCode(app, browser, layla.mobile);
    const fields = { mobile: layla.mobile, code, [sealedSubmissionField]: sealed };
    const response = await browser.postForm('/sign-in?next=//evil.example', fields);
    expect(response.headers.get('location')).toBe(editAgain);
    const language = { language: 'ar', next: '//evil.example', [sealedSubmissionField]: sealed };
    const switched = await browser.postForm(pagePaths.language, language);
    expect([switched.status, switched.headers.get('location')]).toEqual([303, '/']);
  });

  test('leaves its files behind', async () => {
    const { app, browser } = await createSignedOut();
    const form = new FormData();
    for (const [name, value] of Object.entries(typed)) form.append(name, value);
    form.append('root[photo]', new File(['what is in it'], 'photo.png'));
    const sealed = await readSealed(await browser.postForm(signInToEdit, form));
    const response = await signInWith(app, browser, layla.mobile, sealed);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('photo.png');
  });

  test('can be signed in from even when it is too large to be carried', async () => {
    const { browser } = await createSignedOut();
    const large = { ...typed, 'root[address]': 'x'.repeat(900_000) };
    const page = await (await sendOn(browser, pagePaths.edit, large)).text();
    expect(page).toContain('name="mobile"');
    expect(page).not.toContain(sealedSubmissionField);
  });
});
