import { BrokenRule, type Rule, SkippedRule, type TestedBackend } from './rule.ts';
import type { Exchange, Target } from './target.ts';

export interface RuleResult {
  rule: Rule;
  outcome: 'ok' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  message: string;
  /** The request that failed; null unless the rule failed. */
  exchange: Exchange | null;
  /** Seconds. */
  time: number;
}

/** Tests the rules one after the other, because some of them save. */
export async function runRules(
  rules: readonly Rule[],
  backend: TestedBackend,
  { exchanges }: Pick<Target, 'exchanges'>,
  onResult: (result: RuleResult) => void,
): Promise<RuleResult[]> {
  const results: RuleResult[] = [];
  for (const rule of rules) {
    const start = performance.now();
    const first = exchanges.length;
    let result: Pick<RuleResult, 'outcome' | 'message' | 'exchange'> = {
      outcome: 'ok',
      message: '',
      exchange: null,
    };
    try {
      await rule.test(backend);
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof SkippedRule) result = { outcome: 'skipped', message, exchange: null };
      else if (!(error instanceof BrokenRule)) throw error;
      else result = { outcome: 'failed', message, exchange: error.exchange ?? findCause(exchanges, first) };
    }
    const done = { rule, ...result, time: (performance.now() - start) / 1000 };
    results.push(done);
    onResult(done);
  }
  return results;
}

/** Returns the first request of a rule that saves, else its last one. */
function findCause(exchanges: readonly Exchange[], first: number): Exchange | null {
  const own = exchanges.slice(first);
  return own.find(({ method }) => method === 'POST') ?? own.at(-1) ?? null;
}
