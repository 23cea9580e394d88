import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from './listen.ts';
import { takeTurns } from './take-turns.ts';

/** Works for some milliseconds before it answers, as rendering a page does. */
function work(milliseconds: number): RequestListener {
  return (_, response) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    response.end('done');
  };
}

async function start(handle: RequestListener) {
  const { listener, isOverloaded } = takeTurns(handle);
  const { port, close } = await listen(listener, 0, '127.0.0.1');
  onTestFinished(close);
  return { port, isOverloaded };
}

/**
 * Sends requests on a connection of its own, each after the answer to the last one, until `isEnough`. Returns their
 * number.
 */
async function sendUntil(port: number, isEnough: () => boolean, onAnswer = () => {}): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let count = 0;
  do {
    const [answer] = (await once(get({ port, host: '127.0.0.1', agent }), 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    count += 1;
    onAnswer();
  } while (!isEnough());
  agent.destroy();
  return count;
}

function sendFromEach<T>(connections: number, send: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: connections }, send));
}

test('a new connection gets its turn although the others always send their next request', async () => {
  const { port } = await start(work(1));
  const connections = 100;
  let begun = 0;
  const counts = await sendFromEach(connections, () => {
    let isFirst = true;
    return sendUntil(
      port,
      () => begun === connections,
      () => {
        if (isFirst) begun += 1;
        isFirst = false;
      },
    );
  });
  // Without turns, thousands of requests are answered before the first one of the last connection.
  expect(counts.reduce((sum, count) => sum + count)).toBeLessThan(connections * 14);
});

test('the program is overloaded while many requests wait long, and not when they are handled', async () => {
  let answers = 0;
  const { port, isOverloaded } = await start((request, response) => {
    // All connections are open by then.
    work(answers > 2000 ? 6 : 0)(request, response);
  });
  let wasOverloaded = false;
  await sendFromEach(120, () =>
    sendUntil(
      port,
      () => wasOverloaded,
      () => {
        answers += 1;
        wasOverloaded ||= isOverloaded();
      },
    ),
  );
  expect(isOverloaded()).toBe(false);
});

test('the program is not overloaded while few requests wait, however long', async () => {
  const { port, isOverloaded } = await start(work(40));
  const seen = new Set<boolean>();
  await sendFromEach(20, () =>
    sendUntil(
      port,
      () => true,
      () => void seen.add(isOverloaded()),
    ),
  );
  expect([...seen]).toEqual([false]);
});

const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // The server resets the connection of a client that still sends.
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('a client that does not await answers is disconnected', async () => {
  const { port } = await start(work(1));
  const socket = await open(port);
  socket.write(request.repeat(100));
  await new Promise((resolve) => socket.once('close', resolve));
});

test('a client that sends more and more while the database is slow is disconnected', async () => {
  const begun: ServerResponse[] = [];
  const { port } = await start((_, response) => void begun.push(response));
  const socket = await open(port);
  const closed = once(socket, 'close');
  for (let number = 1; number <= 32; number += 1) {
    socket.write(request);
    await expect.poll(() => begun.length, { interval: 1 }).toBe(number);
  }
  socket.write(request);
  await closed;
  expect(begun).toHaveLength(32);
});

test('the requests of a client that awaits every fifth answer are answered in their order', async () => {
  let number = 0;
  const { port } = await start((_, response) => {
    number += 1;
    response.end(`answer ${number}`);
  });
  const socket = await open(port);
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    received += text;
  });
  const expected: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    socket.write(request.repeat(5));
    for (let one = 0; one < 5; one += 1) expected.push(`answer ${expected.length + 1}`);
    await expect.poll(() => received.match(/answer \d+/g), { interval: 1 }).toEqual(expected);
  }
});
