import { seal, unseal } from '../domain/secrets.ts';

/**
 * What a form without script held when its session was over: it travels through the pages of signing
 * in as a field of their forms, since nothing is stored for people who are not signed in. Sealed,
 * because whoever signs in there next may look at the page.
 */
type Fields = readonly (readonly [name: string, value: string])[];

const purpose = 'typed draft';
/** Long enough to find one's phone and ask for a second code. */
const lifetime = 3_600_000;
/** What else the forms of signing in send. */
const roomForOthers = 2048;

/** Null when the forms that carry it would be larger than a body may be. */
export function sealDraft(secret: string, fields: Fields, bodyLimit: number): string | null {
  const sealed = seal(secret, purpose, JSON.stringify({ until: Date.now() + lifetime, fields }));
  return sealed.length + roomForOthers <= bodyLimit ? sealed : null;
}

/** Null when it is no draft of ours, or too old. */
export function openDraft(secret: string, sealed: string): [string, string][] | null {
  const text = unseal(secret, purpose, sealed);
  if (text === null) return null;
  const { until, fields } = JSON.parse(text) as { until: number; fields: [string, string][] };
  return Date.now() <= until ? fields : null;
}
