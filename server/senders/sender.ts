import type { Language } from '../../shared/languages.ts';

/** A message with a one-time code. */
export interface CodeMessage {
  /** E.164. */
  to: string;
  text: string;
  code: string;
  language: Language;
}

/** Delivers messages to phones; `send` rejects when a message was not accepted. */
export interface Sender {
  send(message: CodeMessage): Promise<void>;
}

/** A message was not accepted. The error holds nothing of the message, so that it can be logged. */
export class SendError extends Error {
  override name = 'SendError';
  /** The status of the gateway's last answer; null without an answer. */
  readonly status: number | null;
  /** The code of the network error, such as `ECONNREFUSED`, when there was no answer. */
  readonly code: string | undefined;
  readonly tries: number;

  constructor({ status, code }: { status: number | null; code?: string | undefined }, tries: number) {
    super(`The SMS gateway did not take the message (${status ?? code})`);
    this.status = status;
    this.code = code;
    this.tries = tries;
  }
}
