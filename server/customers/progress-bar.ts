import { progress } from '@clack/prompts';

export interface ProgressBar {
  /** Shows this share, from 0 to 1. */
  show(share: number): void;
  stop(): void;
}

/** Creates a progress bar on a terminal; elsewhere, such as in a log, nothing is shown. */
export function createProgressBar(label: string): ProgressBar {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} };
  const max = 100;
  const bar = progress({ max, output: process.stderr });
  let shown = 0;
  bar.start(label);
  return {
    show(share) {
      const next = Math.floor(share * max);
      if (next > shown) bar.advance(next - shown, `${label}: ${next} %`);
      shown = next;
    },
    stop: () => bar.stop(label),
  };
}
