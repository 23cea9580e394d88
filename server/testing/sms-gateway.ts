import type { CodeMessage } from '../senders/sender.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export type SmsGateway = WebhookReceiver<CodeMessage>;

/** Starts an SMS gateway for `SMS_WEBHOOK_URL`, which keeps its requests and verifies signatures with `secret`. */
export function startSmsGateway(secret: string | null = null): Promise<SmsGateway> {
  return startWebhookReceiver<CodeMessage>(secret);
}
