import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import type { TestBrowser } from './test-browser.ts';
import { createSignedIn, layla } from './test-customers.ts';
import { writeForm } from './write-form.ts';

/** Creates a browser of a signed-in customer who has this form. */
export async function createWithForm(definition: object) {
  return createSignedIn(layla, { variables: { PROFILE_FORM: writeForm(definition) } });
}

/** Saves a payload as JSON and returns the answer. */
export async function saveJson(browser: TestBrowser, payload: object): Promise<UpdateAnswer> {
  return (await (await browser.postJson(apiPaths.update, payload)).json()) as UpdateAnswer;
}

/** Reads the data of the form. */
export async function readData(browser: TestBrowser): Promise<UpdateAnswer['form']['data']> {
  return ((await (await browser.get(apiPaths.update)).json()) as UpdateAnswer).form.data;
}
