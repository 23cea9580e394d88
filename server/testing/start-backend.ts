import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type BackendOptions, createBackend } from '../../examples/backend/create-backend.ts';
import { createTestApp, type TestApp } from './create-test-app.ts';
import { TestBrowser } from './test-browser.ts';

/** The reference backend, and the program in front of it. */
export interface BackendFixture {
  app: TestApp;
  backend: ReturnType<typeof createBackend>;
  /** The address of the backend. */
  url: string;
  /** A browser that has signed in at the backend. */
  browser: TestBrowser;
}

/** Starts the reference backend on a port of its own, and a program in front of it, for the current test. */
export async function startBackend(
  options: BackendOptions = {},
  variables: Record<string, string | undefined> = {},
): Promise<BackendFixture> {
  const backend = createBackend({ pages: ['http://localhost'], ...options });
  await new Promise<void>((resolve) => backend.server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(backend.server));
  const url = `http://127.0.0.1:${(backend.server.address() as AddressInfo).port}`;
  const app = await createBackendApp(url, variables);
  return { app, backend, url, browser: await signInAtBackend(app, url) };
}

/** Creates a program in front of a backend, without a database and a gateway of its own. */
export function createBackendApp(
  url: string,
  variables: Record<string, string | undefined> = {},
): Promise<TestApp> {
  return createTestApp({
    // Not used: the variable is unset below.
    databaseUrl: 'file::memory:',
    variables: {
      DATABASE_URL: undefined,
      SMS_WEBHOOK_URL: undefined,
      BACKEND_URL: url,
      BACKEND_LOGIN_URL: `${url}/login/`,
      BACKEND_COOKIES: 'backend_session, csrftoken',
      ...variables,
    },
  });
}

/** Signs in on the backend's own page. The browser sends its cookies to the program too, since they share a host. */
export async function signInAtBackend(app: TestApp, url: string, customer = 'c-layla'): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  const body = new URLSearchParams({ customer });
  const response = await fetch(`${url}/login/`, { method: 'POST', body, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    browser.cookies.set(name, value);
  }
  return browser;
}

/** Ends the server with its open connections, as a crash does. */
export function stop(server: BackendFixture['backend']['server']): void {
  server.close();
  server.closeAllConnections();
}

/** Answers every POST like this instead of the backend. */
export function answerPosts({ server }: BackendFixture['backend'], answer: RequestListener): void {
  const [original] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) =>
    request.method === 'POST' ? answer(request, response) : original?.(request, response),
  );
}

/** Starts a program in front of a backend that answers like this, and a browser with a cookie of it. */
export async function startInFrontOf(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(server));
  const app = await createBackendApp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const browser = new TestBrowser(app);
  browser.cookies.set('backend_session', 'secret-of-the-customer');
  return { app, server, browser };
}
