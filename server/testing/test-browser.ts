import type { JsonObject } from 'schema-form/server';
import { onTestFinished, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import type { TestApp } from './create-test-app.ts';

type Headers = Record<string, string>;

interface TestBrowserOptions {
  /** The origin of its pages. */
  origin?: string;
  /** The address that it connects from. */
  address?: string;
  headers?: Headers;
}

/** Sends requests as a browser does: with its cookies, and with the origin of its pages. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #app: Pick<TestApp, 'request'>;
  readonly #origin: string;
  readonly #address: string;
  readonly #headers: Headers;

  constructor(app: Pick<TestApp, 'request'>, options: TestBrowserOptions = {}) {
    const { origin = 'http://localhost', address = '192.0.2.1', headers = {} } = options;
    this.#app = app;
    this.#origin = origin;
    this.#address = address;
    this.#headers = headers;
  }

  get(path: string, headers: Headers = {}): Promise<Response> {
    return this.send(path, { headers });
  }

  postJson(path: string, body: unknown, headers: Headers = {}): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { origin: this.#origin, 'content-type': 'application/json', ...headers },
    });
  }

  /** Submits a form as a page without script does. */
  postForm(path: string, fields: Record<string, string> | FormData, headers: Headers = {}) {
    return this.send(path, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      headers: { origin: this.#origin, ...headers },
    });
  }

  async send(path: string, init: RequestInit & { headers?: Headers } = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.#headers, ...(cookie && { cookie }), ...init.headers };
    const response = await this.#app.request(
      path,
      { ...init, headers },
      { incoming: { socket: { remoteAddress: this.#address } } },
    );
    for (const line of response.headers.getSetCookie()) this.#keepCookie(line);
    return response;
  }

  #keepCookie(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/;\s*max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Requests a code, and returns the one that the gateway received. */
export async function requestCode(app: TestApp, browser: TestBrowser, mobile: string): Promise<string> {
  await browser.postJson(apiPaths.login, { mobile });
  await app.dependencies.signIn.settle();
  return app.gateway.requests.at(-1)?.body.code ?? '';
}

/** Milliseconds before the same client may request another code for a number, as `resend_in` says. */
const resendWait = 30_000;

/** Moves the clock of the limits on, until the end of the test, so that the same client may request another code. */
export function passResendWait(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + resendWait + 1 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** Signs in the customer with this number, and returns the browser. */
export async function signIn(
  app: TestApp,
  mobile: string,
  browser = new TestBrowser(app),
): Promise<TestBrowser> {
  const code = await requestCode(app, browser, mobile);
  const response = await browser.postJson(apiPaths.verify, { mobile, code });
  if (response.status !== 200) throw new Error(`Signing in gave ${response.status}`);
  return browser;
}

export async function readJson(response: Response): Promise<JsonObject> {
  return (await response.json()) as JsonObject;
}
