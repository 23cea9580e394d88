import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Limits, listen } from './listen.ts';

/** Answers with the number of bytes that came. */
const count: RequestListener = async (request, response) => {
  let bytes = 0;
  try {
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    response.end(`${bytes} bytes`);
  } catch {
    // The client is gone.
  }
};

/** Short times; what a test does not wait for is long. */
const limits: Partial<Limits> = { headers: 500, request: 30_000, checkEvery: 50 };

async function start(listener: RequestListener = count, own: Partial<Limits> = {}): Promise<number> {
  const { port, close } = await listen(listener, 0, '127.0.0.1', { limits: { ...limits, ...own } });
  onTestFinished(close);
  return port;
}

interface Connection {
  socket: Socket;
  /** Everything that came so far. */
  received(): string;
  /** Resolves with the milliseconds since the start when the server has closed the connection. */
  closed: Promise<number>;
}

async function open(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const begin = performance.now();
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  // Writing to a connection that the server has closed is no error of a test.
  socket.on('error', () => {});
  // `once` of node:events would reject where the connection was reset.
  const closed = new Promise<number>((resolve) => {
    socket.once('close', () => resolve(performance.now() - begin));
  });
  await once(socket, 'connect');
  return { socket, received: () => text, closed };
}

/** Sends one byte after the other until the connection is closed, or all are sent. */
async function sendSlowly({ socket }: Connection, text: string, pause: number): Promise<void> {
  for (const byte of text) {
    if (socket.destroyed) return;
    socket.write(byte);
    await wait(pause);
  }
}

const get = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

function post(type: string, length: number): string {
  return `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
}

describe('a connection is closed', () => {
  test('when headers come too slowly, with an answer', async () => {
    const connection = await open(await start());
    // Nothing is under way when the server answers: that would reset the connection and could discard the answer.
    void sendSlowly(connection, 'GET / HTTP/1.1\r\nX-Slow', 10);
    expect(await connection.closed).toBeGreaterThan(400);
    expect(connection.received()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('when headers come too slowly and do not end', async () => {
    const connection = await open(await start());
    void sendSlowly(connection, `GET / HTTP/1.1\r\nX-Slow: ${'x'.repeat(1000)}`, 20);
    const time = await connection.closed;
    expect(time).toBeGreaterThan(400);
    // Sending everything would take 20 s.
    expect(time).toBeLessThan(10_000);
  });

  test('when nothing comes at all', async () => {
    const connection = await open(await start());
    expect(await connection.closed).toBeGreaterThan(400);
  });

  test('when a body comes more slowly than any may', async () => {
    const connection = await open(await start(count, { request: 1_500 }));
    connection.socket.write(post('multipart/form-data; boundary=x', 10_000));
    void sendSlowly(connection, 'x'.repeat(10_000), 20);
    expect(await connection.closed).toBeGreaterThan(1_400);
  });

  test('when its client does not read the answer', async () => {
    let isClosed: Promise<unknown> | undefined;
    const answerMuch: RequestListener = (_, response) => {
      isClosed = once(response, 'close');
      response.end(Buffer.alloc(64 * 1024 ** 2));
    };
    const { socket } = await open(await start(answerMuch, { stalled: 500 }));
    socket.pause();
    socket.write(get);
    await expect.poll(() => isClosed).toBeDefined();
    await isClosed;
    expect(socket.bytesRead).toBeLessThan(64 * 1024 ** 2);
  });

  test('when no further request comes on it', async () => {
    const connection = await open(await start(count, { keepAlive: 300 }));
    connection.socket.write(get);
    await connection.closed;
    expect(connection.received()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a connection stays open', () => {
  test('while a body comes slowly', async () => {
    const connection = await open(await start());
    connection.socket.write(post('multipart/form-data; boundary=x', 80));
    await sendSlowly(connection, 'x'.repeat(80), 25);
    await expect.poll(connection.received).toContain('80 bytes');
  });

  test('while an answer takes its time', async () => {
    const answerLate: RequestListener = async (request, response) => {
      await request.toArray();
      await wait(2_000);
      response.end('late');
    };
    const connection = await open(await start(answerLate));
    connection.socket.write(`${post('application/json', 2)}{}`);
    await expect.poll(connection.received).toContain('late');
  });

  test('for the next request, and its times count from there', async () => {
    const connection = await open(await start());
    for (const answers of [1, 2, 3]) {
      connection.socket.write(`${post('application/json', 2)}{}`);
      await expect.poll(() => connection.received().split('2 bytes').length - 1).toBe(answers);
      await wait(600);
    }
  });
});

test('more connections than there may be are refused, while the earlier ones work', async () => {
  const port = await start(count, { connections: 3, headers: 20_000, request: 20_000 });
  const earlier = await Promise.all([open(port), open(port), open(port)]);
  const refused = await open(port);
  await refused.closed;
  expect(refused.received()).toBe('');
  for (const { socket, received } of earlier) {
    socket.write(get);
    await expect.poll(received).toContain('0 bytes');
  }
  // Where one has gone there is room for another.
  earlier[0]?.socket.destroy();
  await expect
    .poll(async () => {
      const { socket, received } = await open(port);
      socket.write(get);
      await wait(100);
      return received();
    })
    .toContain('0 bytes');
});
