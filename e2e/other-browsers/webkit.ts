import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { Builder, By, error as errors, Key, type WebElement } from 'selenium-webdriver';
import { type Browser, patience } from './browser.ts';

const port = 4790;

/** Starts WebKitGTK by its WebDriver. It needs a display, such as that of `xvfb-run`. */
export async function startWebKit(driverProgram: string): Promise<Browser> {
  const server = spawn(driverProgram, [`--port=${port}`], { stdio: 'ignore' });
  const driver = await connect();
  // The driver clears no field that is behind the bar with the buttons, and does not scroll to it.
  await driver.manage().window().setRect({ width: 1024, height: 1800 });
  /** Uses the visible element. While the page renders, it may not be there yet, or be replaced at any time. */
  const use = async <T>(selector: string, act: (element: WebElement) => Promise<T>): Promise<T> => {
    const end = performance.now() + patience;
    for (;;) {
      try {
        const element = await driver.findElement(By.css(selector));
        if (await element.isDisplayed()) return await act(element);
        throw new errors.ElementNotInteractableError(`${selector} is hidden`);
      } catch (error) {
        if (!passing.some((Type) => error instanceof Type) || performance.now() > end) throw error;
        await wait(100);
      }
    }
  };
  const capabilities = await driver.getCapabilities();
  return {
    name: `WebKit ${capabilities.get('browserVersion')}`,
    async open(url) {
      await driver.get(url);
    },
    async fill(selector, text) {
      await use(selector, async (field) => {
        await field.clear();
        await field.sendKeys(text);
      });
    },
    async pressEnter(selector) {
      await use(selector, (field) => field.sendKeys(Key.ENTER));
    },
    async click(selector) {
      await use(selector, (element) => element.click());
    },
    read: (selector) => use(selector, (element) => element.getText()),
    readAttribute: (selector, attribute) => use(selector, (element) => element.getDomAttribute(attribute)),
    async readPath() {
      return new URL(await driver.getCurrentUrl()).pathname;
    },
    async close() {
      await driver.quit().catch(() => {});
      server.kill();
    },
  };
}

/** Errors that end by themselves when the page has rendered. */
const passing = [
  errors.NoSuchElementError,
  errors.StaleElementReferenceError,
  errors.ElementNotInteractableError,
  errors.ElementClickInterceptedError,
];

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
