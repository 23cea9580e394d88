import { pagePaths, trimSlashes } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import { sealSubmission } from '../services/sealed-submissions.ts';
import type { AppContext } from './app-env.ts';
import { getOriginProof } from './origin-proof.ts';
import { bodyTime, readFormParts } from './request-body.ts';

/**
 * Seals what was typed into the form of the profile, for a page that says why it could not be saved. Null for any other
 * request, and when it is too large.
 */
export async function keepTyped(
  c: AppContext,
  { env, sealedSubmissions }: Pick<Dependencies, 'env' | 'sealedSubmissions'>,
): Promise<string | null> {
  const path = `${trimSlashes(c.req.path)}/`;
  const isForm = c.req.method === 'POST' && path.startsWith(`${pagePaths.edit}/`);
  // Against forms of other sites: nothing of theirs comes back as if the customer had typed it.
  if (!isForm || getOriginProof(c, env.publicOrigin) !== 'own') return null;
  const parts = c.get('formParts') ?? (await readLate(c, env.bodyLimit));
  return parts && sealSubmission(sealedSubmissions, parts);
}

/** Reads the form of a request that failed before its body was read; files are dropped. */
async function readLate(c: AppContext, bodyLimit: number) {
  if (c.req.raw.bodyUsed || Number(c.req.header('content-length') ?? 0) > bodyLimit) return null;
  c.set('bodyLimits', { whole: bodyLimit, text: bodyLimit, time: bodyTime, spool: null });
  return readFormParts(c).catch(() => null);
}
