import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createOidcSessions } from '../oidc/oidc-sessions.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';
import { hashForAudit } from './audit.ts';

const [former, current] = ['a former secret for tests', 'the current secret for tests'];
const { mobile } = layla;

/** Creates the same program before, during and after a rotation of its secret. */
async function createRotation(): Promise<{ before: TestApp; during: TestApp; after: TestApp }> {
  const before = await createAppWithCustomers({ variables: { SESSION_SECRET: former } });
  const start = (secret: string) =>
    createTestApp({ databaseUrl: before.databaseUrl, variables: { SESSION_SECRET: secret } });
  return { before, during: await start(`${current},${former}`), after: await start(current) };
}

/** Creates a browser with the same cookies whose requests go to another program. */
function moveTo(app: TestApp, { cookies }: TestBrowser): TestBrowser {
  const moved = new TestBrowser(app);
  for (const [name, value] of cookies) moved.cookies.set(name, value);
  return moved;
}

describe('during a rotation of the secret', () => {
  test('sessions, sign-ins under way, codes and known devices stay valid', async () => {
    const { before, during, after } = await createRotation();
    const known = await signIn(before, mobile);
    expect((await moveTo(during, known).get(apiPaths.customer)).status).toBe(200);
    expect((await moveTo(after, known).get(apiPaths.customer)).status).toBe(200);

    const browser = new TestBrowser(before);
    const code = await requestCode(before, browser, omar.mobile);
    const typed = { mobile: omar.mobile, code };
    expect(await (await moveTo(during, browser).get('/sign-in')).text()).toContain('name="code"');
    expect((await moveTo(after, browser).postJson(apiPaths.verify, typed)).status).toBe(401);
    expect((await moveTo(during, browser).postJson(apiPaths.verify, typed)).status).toBe(200);
    expect((await moveTo(during, browser).postJson(apiPaths.verify, typed)).status).toBe(401);

    // Without the cookie of the sign-in, the codes of before and after the change are both valid.
    const first = await requestCode(before, new TestBrowser(before), mobile);
    await requestCode(during, new TestBrowser(during, { address: '192.0.2.2' }), mobile);
    const verified = await new TestBrowser(during).postJson(apiPaths.verify, { mobile, code: first });
    expect(verified.status).toBe(200);

    const device = known.cookies.get('device') ?? '';
    expect([await askOften(after, device), await askOften(during, device)]).toEqual([429, 200]);
  });

  test('earlier counts still count', async () => {
    const { before, during, after } = await createRotation();
    const guess = async (app: TestApp) =>
      (await new TestBrowser(app).postJson(apiPaths.verify, { mobile, code: 'wrong' })).status;
    for (let count = 0; count < 9; count += 1) expect(await guess(before)).toBe(401);
    expect([await guess(during), await guess(during), await guess(after)]).toEqual([401, 429, 401]);
  });

  test('sealed values open, and new ones are sealed with the new secret alone', async () => {
    const { before, during, after } = await createRotation();
    const values = { version: '1', values: { first_name: 'Layla' } };
    const open = (app: TestApp, sealed: string) => app.dependencies.sealedBases.open('c-1', sealed);
    const old = before.dependencies.sealedBases.seal('c-1', values) ?? '';
    expect([open(during, old), open(after, old)]).toEqual([values, null]);
    const fresh = during.dependencies.sealedBases.seal('c-1', values) ?? '';
    expect([open(after, fresh), open(before, fresh)]).toEqual([values, null]);
    const submission = before.dependencies.sealedSubmissions.seal([['root[email]', 'a@example.com']]) ?? '';
    expect(during.dependencies.sealedSubmissions.open(submission)).toHaveLength(1);
  });

  test('tokens of an OpenID provider can be used', async () => {
    const { during } = await createRotation();
    const createSessions = (secrets: readonly [string, ...string[]]) =>
      createOidcSessions({
        store: during.dependencies.store.oidc,
        provider: { refresh: () => Promise.resolve(null), revoke: () => Promise.resolve() },
        sessions: during.dependencies.sessions,
        onRevokeError: () => {},
        secrets,
        lengths: { sessionIdle: 60_000, sessionMax: 60_000, keepSignedIn: false },
        now: Date.now,
      });
    const tokens = { accessToken: 'token', refreshToken: null, idToken: 'id', expiresAt: null };
    const { token } = await createSessions([former]).start(tokens);
    expect(await createSessions([current, former]).findAccessToken(token)).toBe('token');
    expect(await createSessions([current]).findAccessToken(token)).toBeNull();
  });

  test('the audit log finds a number by the hashes of both', async () => {
    const { before, during } = await createRotation();
    await signIn(before, mobile);
    await signIn(during, mobile, new TestBrowser(during, { address: '192.0.2.2' }));
    await Promise.all([before.dependencies.audit.settle(), during.dependencies.audit.settle()]);
    const find = async (secrets: readonly [string, ...string[]]) =>
      (
        await during.dependencies.store.audit.list(
          { since: 0, mobileHashes: hashForAudit(secrets, 'mobile', mobile) },
          0,
          10,
        )
      ).length;
    expect([await find([current]), await find([former]), await find([current, former])]).toEqual([1, 1, 2]);
  });
});

/**
 * Returns the status of a request for a code from a device, after strangers have used up the allowance of the number.
 */
async function askOften(app: TestApp, device: string): Promise<number> {
  for (let index = 0; index < 20; index += 1) {
    await new TestBrowser(app, { address: `198.51.100.${index}` }).postJson(apiPaths.login, { mobile });
  }
  const browser = new TestBrowser(app, { address: '203.0.113.1' });
  browser.cookies.set('device', device);
  return (await browser.postJson(apiPaths.login, { mobile })).status;
}
