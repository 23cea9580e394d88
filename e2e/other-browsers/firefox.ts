import puppeteer from 'puppeteer-core';
import { type Browser, patience } from './browser.ts';

/** Starts Firefox, which speaks WebDriver BiDi itself. */
export async function startFirefox(executablePath: string): Promise<Browser> {
  const firefox = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await firefox.newPage();
  page.setDefaultTimeout(patience);
  return {
    name: `Firefox ${await firefox.version()}`,
    async open(url) {
      await page.goto(url);
    },
    async fill(selector, text) {
      await page.locator(selector).fill(text);
    },
    async pressEnter(selector) {
      const field = await page.waitForSelector(selector);
      await field?.press('Enter');
    },
    async click(selector) {
      await page.locator(selector).click();
    },
    async read(selector) {
      const element = await page.waitForSelector(selector, { visible: true });
      return (await element?.evaluate(({ textContent }) => textContent)) ?? '';
    },
    async readAttribute(selector, attribute) {
      const element = await page.waitForSelector(selector);
      return (await element?.evaluate((found, name) => found.getAttribute(name), attribute)) ?? null;
    },
    async readPath() {
      return new URL(page.url()).pathname;
    },
    async close() {
      await firefox.close();
    },
  };
}
