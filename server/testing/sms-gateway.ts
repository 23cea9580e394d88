import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CodeMessage } from '../senders/sender.ts';

/** What came to the gateway. */
export interface GatewayRequest {
  method: string;
  contentType: string;
  body: CodeMessage;
}

export interface SmsGateway {
  url: string;
  requests: GatewayRequest[];
  /** What it answers. */
  status: number;
  close(): void;
}

/** A gateway as `SMS_WEBHOOK_URL` names one: it keeps what it is sent. */
export async function startSmsGateway(): Promise<SmsGateway> {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      gateway.requests.push({
        method: request.method ?? '',
        contentType: request.headers['content-type'] ?? '',
        body: JSON.parse(text) as CodeMessage,
      });
      response.writeHead(gateway.status, { connection: 'close' }).end('accepted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: SmsGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    requests: [],
    status: 200,
    close: () => void server.close(),
  };
  return gateway;
}
