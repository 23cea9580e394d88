import type { Language } from '../../shared/languages.ts';

/** A code on its way to a phone. */
export interface CodeMessage {
  /** E.164. */
  to: string;
  text: string;
  code: string;
  language: Language;
}

/** Takes messages to phones; rejects when a message could not be handed on. */
export interface Sender {
  send(message: CodeMessage): Promise<void>;
}

/** Why a message could not be handed on. It holds nothing of the message, so that it can be logged. */
export class SendError extends Error {
  override name = 'SendError';
  /** The status of the gateway's last answer; null when it gave none. */
  readonly status: number | null;
  /** What the network said when the gateway gave no answer, such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  readonly tries: number;

  constructor({ status, code }: { status: number | null; code?: string | undefined }, tries: number) {
    super(`The SMS gateway did not take the message (${status ?? code})`);
    this.status = status;
    this.code = code;
    this.tries = tries;
  }
}
