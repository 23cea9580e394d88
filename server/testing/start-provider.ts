import { onTestFinished, vi } from 'vitest';
import { createProvider, type TestProvider } from './create-provider.ts';
import type { TestBrowser } from './test-browser.ts';

/** Starts an OpenID provider for the current test. */
export async function startProvider(): Promise<TestProvider> {
  // It warns that its keys and its store are for development.
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'info').mockReturnValue();
  const provider = await createProvider();
  onTestFinished(() => provider.stop());
  provider.trust('http://localhost');
  return provider;
}

/** Follows the redirects of the provider as a browser does, and returns the address on our site that they lead to. */
export async function visitProvider(location: string, cookies = new Map<string, string>()): Promise<string> {
  let url = location;
  while (!url.startsWith('http://localhost/')) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
    url = new URL(next, url).href;
  }
  return url;
}

/** Signs in at the provider, and returns the last answer of our site. */
export async function signInAtProvider(browser: TestBrowser, next = '/'): Promise<Response> {
  const start = await browser.get(`/sign-in/oidc?next=${encodeURIComponent(next)}`);
  const { pathname, search } = new URL(await visitProvider(start.headers.get('location') ?? ''));
  return browser.get(pathname + search);
}
