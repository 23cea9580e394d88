import { describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';

const path = '/csp-reports';
const origin = 'http://localhost';

/** Returns a report of the Reporting API. */
function toReport(body: object): object {
  return { type: 'csp-violation', url: `${origin}/`, body: { documentURL: `${origin}/edit`, ...body } };
}

function send(app: TestApp, body: unknown, type = 'application/reports+json') {
  return new TestBrowser(app).postJson(path, body, { 'content-type': type });
}

/** Returns what the log says about the reports. */
function readLog({ logs }: TestApp): object[] {
  return logs
    .map((line) => JSON.parse(line) as { level: number; msg: string })
    .filter(({ level }) => level === 40)
    .map(({ level, time, pid, hostname, msg, id, ...line }: Record<string, unknown>) => line);
}

describe('a report about the Content Security Policy', () => {
  test('is counted and logged, in the form of report-to and in that of report-uri', async () => {
    const variables = { ADMIN_PORT: '1', ADMIN_KEY: 'x'.repeat(32) };
    const app = await createTestApp({ variables });
    const bodies = [
      { effectiveDirective: 'script-src-elem', blockedURL: 'inline' },
      { effectiveDirective: 'img-src', blockedURL: 'https://evil.example:8443/a?token=secret#b' },
      { effectiveDirective: 'connect-src', blockedURL: `${origin}/files/secret` },
      {
        effectiveDirective: 'require-trusted-types-for',
        blockedURL: 'trusted-types-sink',
        sourceFile: `${origin}/assets/vendor-1.js?secret`,
        lineNumber: 7,
        sample: 'secret',
      },
      { effectiveDirective: 'script-src', blockedURL: 'eval', sourceFile: 'chrome-extension://secret/a.js' },
    ];
    expect((await send(app, bodies.map(toReport))).status).toBe(204);
    const old = {
      'document-uri': `${origin}/`,
      'violated-directive': "style-src 'self'",
      'blocked-uri': 'inline',
    };
    expect((await send(app, { 'csp-report': old }, 'application/csp-report')).status).toBe(204);
    expect(readLog(app)).toEqual([
      { directive: 'script-src-elem', blocked: 'inline' },
      { directive: 'img-src', blocked: 'other', origin: 'https://evil.example:8443' },
      { directive: 'connect-src', blocked: 'own' },
      {
        directive: 'require-trusted-types-for',
        blocked: 'trusted-types',
        file: '/assets/vendor-1.js',
        line: 7,
      },
      { directive: 'script-src', blocked: 'extension' },
      { directive: 'style-src', blocked: 'inline' },
    ]);
    expect(app.logs.join('')).not.toContain('secret');
    const metrics = await app.dependencies.telemetry.readMetrics?.();
    expect(metrics).toMatch(/profile_csp_reports_total\{[^}]*directive="img-src",blocked="other"[^}]*\} 1/);
  });

  test('writes nothing of its own into the log, and no label that it chooses', async () => {
    const app = await createTestApp();
    const line = '{"level":60}\n{"level":60}';
    const hostile = [
      { effectiveDirective: line, blockedURL: line, sourceFile: line, lineNumber: line },
      { effectiveDirective: '__proto__', blockedURL: '__proto__', lineNumber: 1 },
      { effectiveDirective: ['img-src'], blockedURL: { a: 1 }, documentURL: 'javascript:1' },
      { effectiveDirective: 'img-src', blockedURL: `https://${'a'.repeat(200)}.example/` },
      { effectiveDirective: 'img-src', blockedURL: 'x'.repeat(3000) },
      { sourceFile: `${origin}/assets/../edit?${line}`, lineNumber: 1e300 },
    ];
    expect((await send(app, hostile.map(toReport))).status).toBe(204);
    expect(new Set(readLog(app).map((entry) => JSON.stringify(entry)))).toEqual(
      new Set(['other', 'img-src'].map((directive) => JSON.stringify({ directive, blocked: 'other' }))),
    );
    expect(app.logs.filter((text) => JSON.parse(text).level === 60)).toEqual([]);
  });

  test('fills the log with ten lines a minute at most', async () => {
    let time = Date.now();
    const app = await createTestApp({ now: () => time });
    const many = Array.from({ length: 30 }, () => toReport({ effectiveDirective: 'img-src' }));
    for (let count = 0; count < 3; count += 1) await send(app, many);
    expect(readLog(app)).toHaveLength(10);
    time += 60_000;
    await send(app, many.slice(0, 2));
    // Twenty reports of a body are read.
    expect(readLog(app).slice(10)).toEqual([
      { directive: 'img-src', blocked: 'other', suppressed: 50 },
      { directive: 'img-src', blocked: 'other' },
    ]);
  });

  test.each([
    ['text/plain', '[]', 415],
    ['application/json', '[]', 415],
    ['application/reports+json', 'no JSON', 400],
    ['application/reports+json', '{}', 400],
    ['application/reports+json', '"text"', 400],
    ['application/csp-report', '{"csp-report": []}', 400],
    ['application/reports+json', '', 400],
    ['application/reports+json', `[${' '.repeat(16_384)}]`, 413],
    ['application/reports+json', '[{"type": "deprecation"}, 1, null, {"type": "csp-violation"}]', 204],
  ])('of type %s that is %.40j gets %i without it', async (type, body, status) => {
    const app = await createTestApp();
    const response = await send(app, body, type);
    expect(response.status).toBe(status);
    if (status !== 204) expect(await response.json()).toEqual({ error_message: expect.any(String) });
    expect(readLog(app)).toEqual([]);
    expect((await new TestBrowser(app).get(path)).headers.get('allow')).toBe('POST');
  });
});
