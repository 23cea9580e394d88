import { expect, test } from 'vitest';
import { createCookieJar } from './cookie-jar.ts';

const options = { names: ['sid', 'csrftoken'], isSecure: true };

test('the backend gets its own cookies, the newer one of two with one name', () => {
  const jar = createCookieJar('session=ours; sid=old; other=1; sid=new; csrftoken=a=b', options);
  expect(jar.getHeader()).toBe('sid=new; csrftoken=a=b');
  expect(createCookieJar('', options).getHeader()).toBe('');
});

test('what the backend sets is sent with the next call and reaches the browser, bound to our host', () => {
  const jar = createCookieJar('sid=old', options);
  jar.receive([
    'sid=new; Domain=example.com; Path=/api; Max-Age=60; HttpOnly; SameSite=Strict; Priority=High',
  ]);
  expect(jar.getHeader()).toBe('sid=new');
  expect(jar.getChanges()).toEqual(['sid=new; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure']);
});

test('a cookie that the backend removes is removed', () => {
  const jar = createCookieJar('sid=1; csrftoken=2', options);
  jar.receive(['sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'csrftoken=x; Max-Age=0']);
  expect(jar.getHeader()).toBe('');
  expect(jar.getChanges()).toEqual([
    'sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax; Secure',
    'csrftoken=x; Path=/; Max-Age=0; SameSite=Lax; Secure',
  ]);
});

test('other cookies, line breaks and cookies that are too long do not pass', () => {
  const jar = createCookieJar('', options);
  jar.receive([
    'session=fixed',
    '__Host-session=fixed',
    'sid=a\r\nSet-Cookie: session=b',
    `sid=${'x'.repeat(5000)}`,
  ]);
  expect(jar.getChanges()).toEqual([]);
});

test('cookies that were cleared stay so, whatever a late answer of the backend sets', () => {
  const jar = createCookieJar('sid=a', { names: ['sid'], isSecure: false });
  jar.clear();
  jar.receive(['sid=b; Path=/']);
  expect([jar.getHeader(), jar.getChanges()]).toEqual(['', ['sid=; Path=/; Max-Age=0']]);
});
