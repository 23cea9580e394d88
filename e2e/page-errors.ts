import type { BrowserContext } from '@playwright/test';

/** What no page may cause: errors and warnings in the console, uncaught ones, breaches of the CSP. */
export class PageErrors {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Watches every page of a context, those that are opened later too. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'warning') {
        this.#found.push(`console ${type}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (webError) => this.#found.push(`uncaught: ${webError.error().message}`));
    await context.exposeFunction('reportCspViolation', (text: string) => this.#found.push(`CSP: ${text}`));
    await context.addInitScript(() => {
      const { reportCspViolation } = window as unknown as { reportCspViolation(text: string): void };
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        reportCspViolation(`${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
  }

  /** Says that a test causes this one itself: the browser logs every answer above 399 as an error. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What came without being expected, and what was expected and did not come. */
  list(): string[] {
    const unexpected = this.#found.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
    const missing = this.#expected.filter((pattern) => !this.#found.some((text) => pattern.test(text)));
    return [...unexpected, ...missing.map((pattern) => `expected, but did not come: ${pattern}`)];
  }
}
