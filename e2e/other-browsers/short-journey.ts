import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { builtInLanguages } from '../../locales/built-in-languages.ts';
import type { TestCustomer } from '../app-server.ts';
import { getText } from '../texts.ts';
import { type Browser, patience } from './browser.ts';

/** Signs in, reads the profile, corrects an error, saves, and signs out. Throws at the first step that fails. */
export async function takeShortJourney(
  browser: Browser,
  origin: string,
  { language, mobile, takeCode }: TestCustomer,
): Promise<void> {
  const waitFor = async (read: () => Promise<string>, wanted: string) => {
    const end = performance.now() + patience;
    while ((await read()) !== wanted && performance.now() < end) await wait(50);
    assert.equal(await read(), wanted);
  };
  const waitForPath = (path: string) => waitFor(() => browser.readPath(), path);
  // The page of before stays until the next one is rendered.
  const waitForHeading = (key: string) =>
    waitFor(() => browser.read('main h1'), getText(language, 'app', key));
  await browser.open(`${origin}/sign-in`);
  await browser.fill('[name="mobile"]', mobile);
  await browser.pressEnter('[name="mobile"]');
  // The page submits a code of the right length by itself.
  await browser.fill('[name="code"]', await takeCode());
  await waitForPath('/');
  await waitForHeading('profile.title');
  assert.equal(await browser.readAttribute('html', 'dir'), builtInLanguages[language].direction);

  await browser.open(`${origin}/edit`);
  await browser.fill('[name="root[last_name]"]', 'Nasser');
  await browser.fill('[name="root[email]"]', 'no address');
  await browser.pressEnter('[name="root[email]"]');
  await browser.read('main [role="alert"]');
  assert.equal(await browser.readAttribute('[name="root[email]"]', 'aria-invalid'), 'true');
  await browser.fill('[name="root[email]"]', 'layla@example.org');
  await browser.pressEnter('[name="root[email]"]');
  await waitForPath('/');
  await waitForHeading('profile.title');
  const profile = await browser.read('main');
  assert.match(profile, /Nasser/);
  assert.match(profile, /layla@example\.org/);

  await browser.click('form[action="/sign-out"] button');
  await waitForPath('/sign-in');
}
