import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { CodeMessage } from '../senders/sender.ts';

/** A request that the gateway received. */
export interface GatewayRequest {
  method: string;
  contentType: string;
  headers: IncomingHttpHeaders;
  body: CodeMessage;
  /** Whether the signature is valid; false without a secret. */
  isVerified: boolean;
}

export interface SmsGateway {
  url: string;
  requests: GatewayRequest[];
  /** The status of its answers. */
  status: number;
  /** The answers to the next requests; `status` answers later ones. */
  answers: { status: number; headers?: Record<string, string> }[];
  close(): void;
}

/** Starts an SMS gateway for `SMS_WEBHOOK_URL`, which keeps its requests and verifies signatures with `secret`. */
export async function startSmsGateway(secret: string | null = null): Promise<SmsGateway> {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      gateway.requests.push({
        method: request.method ?? '',
        contentType: request.headers['content-type'] ?? '',
        headers: request.headers,
        body: JSON.parse(text) as CodeMessage,
        isVerified: secret !== null && isVerified(secret, text, request.headers),
      });
      const { status, headers } = gateway.answers.shift() ?? { status: gateway.status };
      response.writeHead(status, { ...headers, connection: 'close' }).end('accepted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: SmsGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    requests: [],
    status: 200,
    answers: [],
    close: () => void server.close(),
  };
  return gateway;
}

function isVerified(secret: string, body: string, headers: IncomingHttpHeaders): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
