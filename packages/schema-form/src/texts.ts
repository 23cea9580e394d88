/** The entry point for a host's own texts, on both sides: how a sentence shows what is inserted into it. */
export { isolate } from './model/translate-into.ts';
export { type Digits, getWriting, showDigits } from './model/writing.ts';
