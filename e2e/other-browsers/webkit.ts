import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { Builder, By, Key, until } from 'selenium-webdriver';
import { type Browser, patience } from './browser.ts';

const port = 4790;

/** Starts WebKitGTK by its WebDriver. It needs a display, such as that of `xvfb-run`. */
export async function startWebKit(driverProgram: string): Promise<Browser> {
  const server = spawn(driverProgram, [`--port=${port}`], { stdio: 'ignore' });
  const driver = await connect();
  const find = (selector: string) => driver.wait(until.elementLocated(By.css(selector)), patience);
  const capabilities = await driver.getCapabilities();
  return {
    name: `WebKit ${capabilities.get('browserVersion')}`,
    async open(url) {
      await driver.get(url);
    },
    async fill(selector, text) {
      const field = await find(selector);
      await field.clear();
      await field.sendKeys(text);
    },
    async pressEnter(selector) {
      await (await find(selector)).sendKeys(Key.ENTER);
    },
    async click(selector) {
      await (await find(selector)).click();
    },
    async read(selector) {
      const element = await find(selector);
      await driver.wait(until.elementIsVisible(element), patience);
      return element.getText();
    },
    async readAttribute(selector, attribute) {
      return (await find(selector)).getDomAttribute(attribute);
    },
    async readPath() {
      return new URL(await driver.getCurrentUrl()).pathname;
    },
    async close() {
      await driver.quit().catch(() => {});
      server.kill();
    },
  };
}

/** Connects to the driver, which takes a moment to listen. */
async function connect() {
  for (let tries = 1; ; tries += 1) {
    try {
      return await new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities({
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { args: ['--automation'] },
        })
        .build();
    } catch (error) {
      if (tries === 20) throw error;
      await wait(250);
    }
  }
}
