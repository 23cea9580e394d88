import type { BrowserContext } from '@playwright/test';

/** The errors that no page may cause: errors and warnings in the console, uncaught errors and CSP violations. */
export class PageErrors {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Watches all present and future pages of a context. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'warning' || type === 'log') {
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

  /** Declares an error that a test causes on purpose. Browsers log every response with a status of 400 or more. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** Lists the errors that were not expected, and the expected errors that did not occur. */
  list(): string[] {
    const unexpected = this.#found.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
    const missing = this.#expected.filter((pattern) => !this.#found.some((text) => pattern.test(text)));
    return [...unexpected, ...missing.map((pattern) => `expected, but did not occur: ${pattern}`)];
  }
}
