import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type SmsGateway, startSmsGateway } from '../testing/sms-gateway.ts';
import { type CodeMessage, SendError, type Sender } from './sender.ts';
import { createWebhookSender, type WebhookOptions } from './webhook-sender.ts';

const message: CodeMessage = {
  to: '+971501112233',
  text: 'Your code: 123456',
  code: '123456',
  language: 'en',
};
const secret = Buffer.from('a key of at least 24 bytes').toString('base64');

async function startGateway(key?: string): Promise<SmsGateway> {
  const gateway = await startSmsGateway(key);
  onTestFinished(gateway.close);
  return gateway;
}

function createSender(url: string, options: Partial<WebhookOptions> = {}): Sender {
  const stopping = new AbortController().signal;
  return createWebhookSender({ url, secret: null, stopping, delays: [10, 20], ...options });
}

/** Returns the error that sending rejects with. */
async function getError(sending: Promise<void>): Promise<SendError> {
  const error: unknown = await sending.catch((reason: unknown) => reason);
  if (error instanceof SendError) return error;
  throw new Error('The message was sent');
}

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('is not followed, and is an error: %i', async (status) => {
    const [gateway, other] = [await startGateway(), await startGateway()];
    gateway.answers = [{ status, headers: { location: other.url } }];
    const error = await getError(createSender(gateway.url).send(message));
    expect(error).toMatchObject({ status, tries: 1 });
    expect(other.requests).toEqual([]);
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('the signature', () => {
  test('is one that the Standard Webhooks library verifies', async () => {
    const gateway = await startGateway(secret);
    await createSender(gateway.url, { secret }).send(message);
    expect(gateway.requests).toMatchObject([{ isVerified: true, body: message }]);
  });

  test('is another one with another secret', async () => {
    const gateway = await startGateway(secret);
    const other = Buffer.from('b key of at least 24 bytes').toString('base64');
    await createSender(gateway.url, { secret: other }).send(message);
    expect(gateway.requests).toMatchObject([{ isVerified: false }]);
  });

  test('is left out without a secret', async () => {
    const gateway = await startGateway(secret);
    await createSender(gateway.url).send(message);
    expect(gateway.requests[0]?.headers).not.toHaveProperty('webhook-signature');
  });
});

describe('a message is tried again', () => {
  test.each([408, 429, 500, 502, 503])('after the status %i, signed and with the same id', async (status) => {
    const gateway = await startGateway(secret);
    gateway.answers = [{ status }, { status }];
    await createSender(gateway.url, { secret }).send(message);
    expect(gateway.requests.map(({ isVerified }) => isVerified)).toEqual([true, true, true]);
    const ids = gateway.requests.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toMatch(/^msg_[\w-]{36}$/);
    expect(new Set(ids).size).toBe(1);
  });

  test('after a network error', async () => {
    const gateway = await startGateway();
    let connections = 0;
    const broken = createServer((_, response) => {
      connections += 1;
      if (connections === 1) response.destroy();
      else response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void broken.close().closeAllConnections());
    await createSender(`http://127.0.0.1:${(broken.address() as AddressInfo).port}/`).send(message);
    expect(connections).toBe(2);
    expect(gateway.requests).toEqual([]);
  });

  test('when the time has come that Retry-After names', async () => {
    const gateway = await startGateway();
    gateway.answers = [{ status: 503, headers: { 'retry-after': '1' } }];
    const start = performance.now();
    await createSender(gateway.url).send(message);
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(gateway.requests).toHaveLength(2);
  });

  test('three times in all at most, and the error has the last status', async () => {
    const gateway = await startGateway();
    gateway.answers = [{ status: 500 }, { status: 502 }, { status: 503 }];
    const error = await getError(createSender(gateway.url).send(message));
    expect(error).toMatchObject({ status: 503, tries: 3 });
    expect(gateway.requests).toHaveLength(3);
  });
});

describe('a message is not tried again', () => {
  test.each([400, 401, 404, 422])('after the status %i', async (status) => {
    const gateway = await startGateway();
    gateway.status = status;
    const error = await getError(createSender(gateway.url).send(message));
    expect(error).toMatchObject({ status, tries: 1 });
  });

  test.each(['60', new Date(Date.now() + 60_000).toUTCString()])(
    'when Retry-After names a time at which nobody waits for the code any more: %s',
    async (retryAfter) => {
      const gateway = await startGateway();
      gateway.answers = [{ status: 429, headers: { 'retry-after': retryAfter } }];
      const error = await getError(createSender(gateway.url).send(message));
      expect(error).toMatchObject({ status: 429, tries: 1 });
    },
  );

  test('when the program stops, also during the wait', async () => {
    const gateway = await startGateway();
    gateway.status = 503;
    const stopping = new AbortController();
    const sender = createSender(gateway.url, { stopping: stopping.signal, delays: [60_000] });
    const sending = getError(sender.send(message));
    await expect.poll(() => gateway.requests.length).toBe(1);
    stopping.abort();
    expect(await sending).toMatchObject({ tries: 1 });
    // From now on each message is tried once.
    expect(await getError(sender.send(message))).toMatchObject({ tries: 1 });
  });
});

test('an error names neither the number, nor the code, nor the URL', async () => {
  const gateway = await startGateway();
  gateway.close();
  const url = `${gateway.url}?key=secret`;
  const error = await getError(createSender(url).send(message));
  expect(error).toMatchObject({ status: null, code: 'ECONNREFUSED', tries: 3 });
  const text = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
  for (const part of [message.to, message.code, 'key=secret']) expect(text).not.toContain(part);
});
