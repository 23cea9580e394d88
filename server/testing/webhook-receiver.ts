import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A request that the server received. */
export interface WebhookRequest<Body> {
  method: string;
  contentType: string;
  headers: IncomingHttpHeaders;
  body: Body;
  /** Whether the signature is valid; false without a secret. */
  isVerified: boolean;
}

/** A server that receives webhooks. */
export interface WebhookReceiver<Body> {
  url: string;
  requests: WebhookRequest<Body>[];
  /** The status of its answers. */
  status: number;
  /** The answers to the next requests; `status` answers later ones. */
  answers: { status: number; headers?: Record<string, string> }[];
  /** Is awaited before each answer. */
  beforeAnswer: (request: WebhookRequest<Body>) => Promise<void> | void;
  close(): void;
}

/** Starts a server that keeps the requests that it receives, and verifies signatures with `secret`. */
export async function startWebhookReceiver<Body>(
  secret: string | null = null,
): Promise<WebhookReceiver<Body>> {
  const server = createServer((incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    incoming.on('end', async () => {
      const request = {
        method: incoming.method ?? '',
        contentType: incoming.headers['content-type'] ?? '',
        headers: incoming.headers,
        body: JSON.parse(text) as Body,
        isVerified: secret !== null && isVerified(secret, text, incoming.headers),
      };
      receiver.requests.push(request);
      const { status, headers } = receiver.answers.shift() ?? { status: receiver.status };
      await receiver.beforeAnswer(request);
      response.writeHead(status, { ...headers, connection: 'close' }).end('accepted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: WebhookReceiver<Body> = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    requests: [],
    status: 200,
    answers: [],
    beforeAnswer: () => {},
    close: () => void server.close(),
  };
  return receiver;
}

function isVerified(secret: string, body: string, headers: IncomingHttpHeaders): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
