import type { Sender } from './sender.ts';

const timeout = 10_000;

/** Hands messages to an SMS gateway with an HTTP POST of JSON. */
export function createWebhookSender(url: string): Sender {
  return {
    async send(message) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(timeout),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`The SMS webhook answered ${answer.status}`);
    },
  };
}
