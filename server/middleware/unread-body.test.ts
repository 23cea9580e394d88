import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createVariables, runProgram, waitForAddress } from '../testing/run-program.ts';

const json = { 'content-type': 'application/json' };
const large = 3_000_000;

async function startServer() {
  const program = runProgram({ variables: { ...(await createVariables()), HOST: '127.0.0.1' } });
  return { program, address: await waitForAddress(program) };
}

/** Sends one request over a connection that is kept for the next one. */
async function send(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
  body: string,
  method = 'POST',
) {
  const sent = request(url, {
    agent,
    method,
    headers: { 'content-length': String(Buffer.byteLength(body)), ...headers },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return {
    status: response.statusCode,
    connection: response.headers.connection,
    text,
    reused: sent.reusedSocket,
  };
}

test('an answer to a body that was not read closes the connection, large or small, and the next request works', async () => {
  const { address } = await startServer();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const foreign = { ...json, origin: 'https://evil.example' };
  const cases: [status: number, path: string, headers: Record<string, string>, method?: string][] = [
    [401, apiPaths.update, json],
    [403, apiPaths.login, foreign],
    [404, '/nothing', json],
    [405, apiPaths.customer, json],
    [405, apiPaths.customer, json, 'PUT'],
  ];
  for (const [status, path, headers, method] of cases) {
    for (const body of ['{}', JSON.stringify({ x: 'x'.repeat(500_000) })]) {
      const answer = await send(agent, address + path, headers, body, method);
      expect([answer.status, answer.connection], path).toEqual([status, 'close']);
      // What the proxy or browser asks next.
      expect((await send(agent, `${address}/healthz`, {}, '', 'GET')).status).toBe(200);
    }
  }
  const tooLarge = await send(agent, address + apiPaths.login, json, 'x'.repeat(large));
  expect([tooLarge.status, tooLarge.connection]).toEqual([413, 'close']);
  expect(JSON.parse(tooLarge.text)).toEqual({ error_message: 'The body is too large' });
  // Without a length that could be refused.
  const streamed = request(address + apiPaths.login, { agent, method: 'POST', headers: json });
  streamed.end('x'.repeat(large));
  const [response] = (await once(streamed, 'response')) as [IncomingMessage];
  expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
  response.resume();
  expect((await send(agent, `${address}/healthz`, {}, '', 'GET')).status).toBe(200);
});

test('an answer to a body that was read, and to none, keeps the connection', async () => {
  const { address } = await startServer();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  await send(agent, `${address}/healthz`, {}, '', 'GET');
  for (const [status, path, body] of [
    [400, apiPaths.login, '{}'],
    [400, apiPaths.login, '{'],
    [400, apiPaths.login, JSON.stringify({ mobile: 'x'.repeat(500_000) })],
    [415, apiPaths.login, 'x'],
    [204, apiPaths.logout, ''],
    [204, apiPaths.logout, '{"x":1}'],
    [401, apiPaths.update, ''],
  ] as const) {
    const headers = { 'content-type': status === 415 ? 'x/y' : 'application/json', origin: address };
    const answer = await send(agent, address + path, headers, body);
    expect([answer.status, answer.connection, answer.reused], body).toEqual([status, 'keep-alive', true]);
  }
});

test('a client that sends on for a while gets the answer, not a reset, and then the end of the connection', async () => {
  const { address } = await startServer();
  const { port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.write(
    `POST ${apiPaths.login} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${large}\r\n\r\n`,
  );
  const isOver = once(socket, 'close');
  while (!answer.includes('too large')) await new Promise((resolve) => setTimeout(resolve, 10));
  for (let sent = 0; sent < large; sent += 100_000) {
    socket.write('x'.repeat(100_000));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await isOver).toEqual([false]);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/^connection: close\r$/im);
});

test('a client that sends no more is not waited for', async () => {
  const { address } = await startServer();
  const { port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.resume();
  socket.write(
    `POST ${apiPaths.login} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${large}\r\n\r\nx`,
  );
  expect(await once(socket, 'close')).toEqual([false]);
}, 30_000);
