import { connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import type { AppEnv } from '../http/app-env.ts';
import { listen } from '../listen.ts';

/** A server that gets bytes instead of requests. */
export interface SocketTarget {
  /** Generates what a client writes; each character stands for one byte. */
  arbitraryBytes: fc.Arbitrary<string>;
  /** Sends the bytes on a new connection, and returns the statuses of the answers. */
  send(bytes: string): Promise<number[]>;
  isAlive(): Promise<boolean>;
}

const targets = [
  ...[
    '/',
    '*',
    '//',
    '/%',
    '/a b',
    'http://evil.example/',
    'http://localhost/edit',
    '/\xff',
    '/#x',
    'evil:443',
    '',
  ],
  ...[
    `/${'x'.repeat(20_000)}`,
    '/../..',
    '/?\x00',
    pagePaths.signIn,
    apiPaths.login,
    apiPaths.update,
    apiPaths.language,
  ],
];
const headers = [
  ...[
    'Host: localhost',
    'Host: localhost',
    'Host: evil.example:99999',
    'Host: a b',
    'Host:',
    'Host: [::1',
    'Host: \xff',
  ],
  ...[
    'Content-Length: 2',
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 1e3',
    'Content-Length: 99999999999',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: x',
    'Connection: close',
  ],
  ...[
    'Connection: upgrade\r\nUpgrade: websocket',
    'Connection: keep-alive',
    'Expect: 100-continue',
    'Expect: x',
  ],
  ...[
    'Content-Type: application/json',
    'Content-Type: multipart/form-data; boundary=a',
    'Origin: http://localhost',
  ],
  ...[
    'Content-Type: application/x-www-form-urlencoded',
    'Cookie: \xff=\xfe',
    `X: ${'x'.repeat(20_000)}`,
    'X: \x01',
  ],
  ...[
    ' folded: x',
    'no colon',
    ':',
    'X : y',
    'Cookie: session=a\r\nCookie: session=b',
    'Content-Encoding: gzip',
  ],
];
type Announced = readonly [header: string, body: string];

/** Bodies with the header that announces them. */
const goodBodies: readonly Announced[] = [
  ['', ''],
  ['Content-Length: 2', '{}'],
  ['Content-Length: 3', 'a=b'],
  ['Transfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n'],
  ['Transfer-Encoding: chunked', '2;x=y\r\n{}\r\n0\r\nTrailer: x\r\n\r\n'],
];
/** Bodies that are announced wrongly, or not at all. */
const badBodies: readonly Announced[] = [
  ['Content-Length: 5', '{"a"'],
  ['Content-Length: 2\r\nContent-Length: 3', '{}'],
  ['Content-Length: 2\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n'],
  ['Transfer-Encoding: chunked', 'zz\r\n{}\r\n'],
  ['Transfer-Encoding: chunked', 'ffffffffff\r\n{}'],
  ['Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 5', '--a--'],
  ['', '\x00\xff'],
];

/** Mostly what is right, so that one thing alone is wrong. */
const mostly = <Value>(right: readonly Value[], others: readonly Value[]) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const request = fc
  .tuple(
    mostly(['GET', 'POST', 'POST'], ['PUT', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'PRI', 'get', 'X Y', '']),
    mostly([pagePaths.signIn, apiPaths.login, apiPaths.update, apiPaths.language], targets),
    mostly(['HTTP/1.1'], ['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '']),
    mostly(['Host: localhost'], headers),
    mostly(['Content-Type: application/json', 'Content-Type: application/x-www-form-urlencoded'], headers),
    mostly(goodBodies, badBodies),
    mostly(['\r\n'], ['\n', '\r\n\r']),
  )
  .map(([method, target, version, host, header, [announced, body], end]) =>
    [`${method} ${target} ${version}`, host, header, ...(announced ? [announced] : []), '', body].join(end),
  );

/** Starts a server for the current test. */
export async function startSocketTarget(app: Hono<AppEnv>): Promise<SocketTarget> {
  const { port, close } = await listen(getRequestListener(app.fetch), 0, '127.0.0.1');
  onTestFinished(close);

  const send = (bytes: string) =>
    new Promise<number[]>((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1');
      // A request that waits for more of its body ends with the connection.
      const timer = setTimeout(() => socket.destroy(), 300);
      socket
        .setEncoding('latin1')
        .on('data', (chunk: string) => {
          answer += chunk;
        })
        .on('error', () => {})
        .on('close', () => {
          clearTimeout(timer);
          resolve([...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status)));
        });
      socket.end(bytes, 'latin1');
    });

  return {
    arbitraryBytes: fc.array(request, { minLength: 1, maxLength: 3 }).map((requests) => requests.join('')),
    send,
    isAlive: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200,
  };
}
