import { describe, expect, test } from 'vitest';
import { startFileApp } from '../testing/create-test-app.ts';
import { decodeEntities, getTexts, toFields } from '../testing/playground-form.ts';
import { TestBrowser } from '../testing/test-browser.ts';

/** The playground stores nothing: one app does for all tests. */
const browser = new TestBrowser(await startFileApp({ variables: { PLAYGROUND: '1' } }));

describe('the form alone', () => {
  const documents = toFields({
    schema: { properties: { age: { type: 'integer', title: 'Age', minimum: 1 } } },
  });

  test('may be framed by this origin, and only the playground frames', async () => {
    const getHeaders = async (path: string) => (await browser.get(path)).headers;
    const preview = await getHeaders('/playground/preview');
    expect(preview.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(preview.get('content-security-policy')).not.toContain('frame-src');
    expect(preview.get('x-frame-options')).toBe('SAMEORIGIN');
    const page = await getHeaders('/playground/');
    expect(page.get('content-security-policy')).toContain("frame-src 'self'");
    for (const path of ['/playground', '/playground/forms', '/sign-in', '/playground/preview/x']) {
      const headers = await getHeaders(path);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  test('is rendered in its own language, and checks what is submitted', async () => {
    const send = (fields: Record<string, string>) =>
      browser.postForm('/playground/preview', { ...documents, language: 'ar', ...fields });
    const shown = await send({});
    expect(shown.status).toBe(200);
    const html = await shown.text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('name="language" value="ar"');
    expect(getTexts(html)).toContain('تحقق');
    expect(html).not.toContain('<textarea');
    expect((await send({ 'root[age]': '0' })).status).toBe(422);
    expect((await send({ 'root[age]': '1' })).status).toBe(200);
  });

  test('has no scripts in a frame that was submitted to, because none may run there', async () => {
    const send = async (destination: string) => {
      const headers = { 'sec-fetch-dest': destination, origin: 'http://localhost' };
      const body = new URLSearchParams(documents);
      return (await browser.send('/playground/preview', { method: 'POST', body, headers })).text();
    };
    expect(await send('document')).toMatch(/<script type="module"/);
    const framed = await send('iframe');
    expect(framed).not.toMatch(/<script[^>]*src|modulepreload/);
    expect(framed).toContain('rel="stylesheet"');
    expect(framed).toContain('id="root_age"');
  });

  test('is in no language that the site lacks, and says which ones it has', async () => {
    const refused = [
      await browser.get('/playground/preview?language=xx'),
      await browser.postForm('/playground/preview', { ...documents, language: 'xx' }),
    ];
    for (const response of refused) {
      expect(response.status).toBe(422);
      expect(decodeEntities(await response.text())).toContain(
        '"xx" is no language of this site; use one of en, ar, fr, es, hi, ur, id, sw',
      );
    }
  });
});
