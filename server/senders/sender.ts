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
