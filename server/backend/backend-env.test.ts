import { describe, expect, test } from 'vitest';
import { readEnv } from '../env.ts';

const backend = {
  BACKEND_URL: 'https://api.example.com/',
  BACKEND_LOGIN_URL: 'https://example.com/login',
  BACKEND_COOKIES: 'sid, csrftoken',
};

const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a secret of enough characters',
  PUBLIC_ORIGIN: 'https://profile.example.com',
};

describe('the settings of a backend', () => {
  test('need no database and no SMS gateway, in production neither', () => {
    expect(readEnv({ ...backend, ...production })).toMatchObject({
      databaseUrl: 'file::memory:',
      smsWebhookUrl: null,
      backend: {
        url: 'https://api.example.com',
        loginUrl: 'https://example.com/login',
        logoutUrl: 'https://api.example.com/api/v3/customer/logout/',
        cookies: ['sid', 'csrftoken'],
        formAdapter: null,
      },
    });
    expect(readEnv({ ...backend, HOST: '0.0.0.0' }).backend).not.toBeNull();
  });

  test('need no login page: without one our page calls the login endpoints', () => {
    expect(readEnv({ ...backend, BACKEND_LOGIN_URL: undefined }).backend?.loginUrl).toBeNull();
  });

  test('are absent without BACKEND_URL', () => {
    expect(readEnv({ DATABASE_URL: 'file::memory:', BACKEND_COOKIES: 'sid' }).backend).toBeNull();
  });

  const wrong: [variables: Record<string, string | undefined>, message: string][] = [
    [{ BACKEND_URL: 'ftp://example.com' }, 'BACKEND_URL must be an http or https URL.'],
    [{ BACKEND_URL: 'https://a:b@example.com' }, 'BACKEND_URL must contain no user name'],
    [{ BACKEND_URL: 'https://example.com?a=1' }, 'BACKEND_URL must contain no user name'],
    [{ BACKEND_COOKIES: undefined }, 'BACKEND_COOKIES is required with BACKEND_URL.'],
    [{ BACKEND_COOKIES: 'a b' }, 'BACKEND_COOKIES must be names separated by commas.'],
    [{ BACKEND_COOKIES: 'sid,session' }, 'BACKEND_COOKIES must not name session'],
    [{ BACKEND_CSRF: 'csrftoken' }, 'BACKEND_CSRF must be pairs such as csrf:X-CSRF'],
    [{ BACKEND_CSRF: 'csrftoken:Cookie' }, 'BACKEND_CSRF must be pairs such as csrf:X-CSRF'],
    [{ BACKEND_CSRF: 'other:X-CSRF' }, 'BACKEND_CSRF must name a cookie of BACKEND_COOKIES'],
    [
      { ...production, BACKEND_LOGIN_URL: 'http://example.com/' },
      'BACKEND_LOGIN_URL must begin with https://',
    ],
    [{ ...production, SESSION_SECRET: undefined }, 'SESSION_SECRET is required in production.'],
  ];
  for (const [variables, message] of wrong) {
    test(`are refused: ${message}`, () => {
      expect(() => readEnv({ ...backend, ...variables })).toThrow(message);
    });
  }
});
