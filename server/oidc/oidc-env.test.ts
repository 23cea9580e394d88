import { describe, expect, test } from 'vitest';
import { readEnv } from '../env.ts';

const oidc = { OIDC_ISSUER: 'https://login.example.com/realm', OIDC_CLIENT_ID: 'page' };
const backend = { BACKEND_URL: 'https://api.example.com', SESSION_SECRET: 'a secret of enough characters' };
const memory = { DATABASE_URL: 'file::memory:' };

describe('the settings of an OpenID provider', () => {
  test('need no SMS gateway, in production neither', () => {
    const production = { NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://profile.example.com' };
    expect(readEnv({ ...oidc, ...memory, ...backend, BACKEND_URL: undefined, ...production })).toMatchObject({
      smsWebhookUrl: null,
      oidc: {
        issuer: 'https://login.example.com/realm',
        clientId: 'page',
        clientSecret: null,
        customerClaim: 'sub',
        scope: 'openid',
      },
    });
    expect(readEnv({ ...oidc, ...memory, HOST: '0.0.0.0' }).oidc).not.toBeNull();
  });

  test('take the place of the cookies of a backend, and need a database', () => {
    const env = readEnv({ ...oidc, ...backend });
    expect([env.backend?.cookies, env.databaseUrl]).toEqual([[], 'file:data/customer.db']);
    expect(readEnv({ ...backend, BACKEND_COOKIES: 'sid' }).databaseUrl).toBe('file::memory:');
  });

  test('are absent without OIDC_ISSUER', () => {
    expect(readEnv({ ...memory, OIDC_CLIENT_ID: 'page' }).oidc).toBeNull();
  });

  const wrong: [variables: Record<string, string | undefined>, message: string][] = [
    [{ OIDC_CLIENT_ID: undefined }, 'OIDC_CLIENT_ID is required with OIDC_ISSUER.'],
    [{ OIDC_ISSUER: 'login.example.com' }, 'OIDC_ISSUER must be an https URL'],
    [{ OIDC_ISSUER: 'http://login.example.com' }, 'OIDC_ISSUER must be an https URL'],
    [{ OIDC_ISSUER: 'https://login.example.com?x' }, 'OIDC_ISSUER must be an https URL'],
    [{ OIDC_CUSTOMER_CLAIM: 'a b' }, 'OIDC_CUSTOMER_CLAIM must be the name of one claim'],
    [{ OIDC_SCOPE: 'profile' }, 'OIDC_SCOPE must be scopes separated by spaces'],
    [{ ...backend, BACKEND_LOGIN_URL: 'https://example.com/' }, 'BACKEND_LOGIN_URL and OIDC_ISSUER exclude'],
  ];
  for (const [variables, message] of wrong) {
    test(`are refused: ${message}, ${JSON.stringify(variables)}`, () => {
      expect(() => readEnv({ ...oidc, ...memory, ...variables })).toThrow(message);
    });
  }
});
