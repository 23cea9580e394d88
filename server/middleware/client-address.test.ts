import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { AppEnv } from '../http/app-env.ts';
import { clientAddress } from './client-address.ts';

const peer = '198.51.100.7';

/** Returns the address that counts for a request through so many trusted proxies. */
async function getAddress(forwarded: string, trustProxy = 1, remoteAddress = peer): Promise<string> {
  const app = new Hono<AppEnv>();
  app.use(clientAddress(trustProxy, null));
  app.get('/', (c) => c.text(c.get('address')));
  const headers = { 'x-forwarded-for': forwarded };
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } });
  return response.text();
}

test.each([
  ['1.2.3.4', '1.2.3.4'],
  ['1.2.3.4:5678', '1.2.3.4'],
  ['1.2.3.4:1', '1.2.3.4'],
  ['9.9.9.9:1, 1.2.3.4:5678', '1.2.3.4'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:1.2.3.4', '1.2.3.4'],
  ['::ffff:0102:0304', '1.2.3.4'],
  ['::ffff:102:304', '1.2.3.4'],
  ['[::ffff:102:304]:80', '1.2.3.4'],
  ['0:0:0:0:0:ffff:0:304', '0.0.3.4'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['2001:0db8:0000:0000:1:2:3:4', '2001:db8:0:0'],
  ['[2001:db8::1]', '2001:db8:0:0'],
  ['[2001:db8::1]:443', '2001:db8:0:0'],
  ['2001:db8:a:b:c:d:e:f', '2001:db8:a:b'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['[fe80::1%25eth0]:443', 'fe80:0:0:0'],
])('X-Forwarded-For: %s is the address %s', async (forwarded, address) => {
  expect(await getAddress(forwarded)).toBe(address);
});

test.each([
  'unknown',
  '_hidden',
  '',
  ',',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.4:',
  '1.2.3.4:x',
  '1.2.3.4:123456',
  '1.2.3.256',
  '0x1.2.3.4',
  '01.2.3.4',
  '16909060',
  'user@1.2.3.4',
  '1.2.3.4/x',
  '1.2.3.4 5.6.7.8',
  '2001:db8::1::2',
  '2001:db8::1]:443',
  '[2001:db8::1',
  '[1.2.3.4]',
  '[1.2.3.4]:80',
  'g::1',
  '1.2.3.4, unknown',
])('X-Forwarded-For: %j is no address, so that the peer counts', async (forwarded) => {
  expect(await getAddress(forwarded)).toBe(peer);
});

test.each([
  [peer, peer],
  [`::ffff:${peer}`, peer],
  ['2001:db8::2', '2001:db8:0:0'],
  ['fe80::2%eth0', 'fe80:0:0:0'],
  ['', ''],
])('the peer %j is the address %j', async (remoteAddress, address) => {
  expect(await getAddress('1.2.3.4', 0, remoteAddress)).toBe(address);
});

test.each([
  [1, '3.3.3.3'],
  [2, '2.2.2.2'],
  [3, '1.1.1.1'],
  [4, '1.1.1.1'],
])('behind %i trusted proxies the address is that many from the right', async (trustProxy, address) => {
  expect(await getAddress('1.1.1.1:1, 2.2.2.2:2, 3.3.3.3:3', trustProxy)).toBe(address);
});
