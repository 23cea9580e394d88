import { median, printTable } from '../program.ts';
import type { Interactive } from './edit-page.ts';
import type { Peer } from './peers.ts';
import type { Visit } from './visit.ts';

/** The measured visits of each renderer and setting, one per round. */
export class Results {
  readonly #visits = new Map<string, Visit[]>();

  add(peer: string, setting: Setting, visit: Visit): void {
    const key = toKey(peer, setting);
    this.#visits.set(key, [...(this.#visits.get(key) ?? []), visit]);
  }

  get(peer: string, setting: Setting): readonly Visit[] {
    return this.#visits.get(toKey(peer, setting)) ?? [];
  }
}

export interface Setting {
  count: number;
  throttle: number;
}

function toKey(peer: string, { count, throttle }: Setting): string {
  return `${peer} ${count} ${throttle}`;
}

/** Computes one number from the visits of all rounds; NaN when there are none. */
type Measure = (visits: readonly Visit[]) => number;

const middle =
  (read: (visit: Visit) => number): Measure =>
  (visits) =>
    visits.length > 0 ? median(visits.map(read)) : Number.NaN;
const keysAt =
  (share: number): Measure =>
  (visits) => {
    const keys = visits.flatMap((visit) => visit.keys).sort((a, b) => a - b);
    return keys[Math.floor(keys.length * share)] ?? Number.NaN;
  };
const measures = {
  mount: middle(({ mount }) => mount),
  navigation: middle(({ navigation }) => navigation),
  navigationTasks: middle(({ navigationTasks }) => navigationTasks),
  longestTask: middle(({ longestTask }) => longestTask),
  paint: middle(({ paint }) => paint),
  key: keysAt(0.5),
  slowKey: keysAt(0.95),
  longTasks: (visits) => visits.reduce((sum, { longTasks }) => sum + longTasks, 0),
  leave: middle(({ leave }) => leave),
  submit: middle(({ submit }) => submit),
  heap: middle(({ heap }) => heap / 1e6),
} satisfies Record<string, Measure>;

/** The measurements of the real edit page and of a hand-written one, one per round, and the script size in bytes. */
export interface EditPageResults {
  product: Interactive[];
  bare: Interactive[];
  script: number;
}

/** Prints each goal and the measured value. Goals without measurements are left out. */
export function printGoals(results: Results, editPage: EditPageResults | null): void {
  const rows: string[][] = [];
  const add = (name: string, ours: string, reached: number, goal: string, limit: number, digits = 2) => {
    if (Number.isNaN(reached)) return;
    rows.push([name, ours, reached.toFixed(digits), goal, reached <= limit ? 'yes' : 'no']);
  };
  const compare = (
    name: string,
    measure: keyof typeof measures,
    unit: string,
    setting: Setting,
    goals: [peer: string, title: string, limit: number][],
  ) => {
    const ours = measures[measure](results.get('ours', setting));
    for (const [peer, title, limit] of goals) {
      const ratio = getRatio(results, measure, setting, peer);
      add(name, `${format(ours)} ${unit}`, ratio, `≤ ${limit} of ${title}`, limit);
    }
  };
  const compareEditPage = ({ product, bare }: EditPageResults, name: string, measure: keyof Interactive) => {
    const ratio = median(
      product.map((times, round) => times[measure] / (bare[round]?.[measure] ?? Number.NaN)),
    );
    const ours = `${format(median(product.map((times) => times[measure])))} ms`;
    add(`the edit page: ${name} to interactive`, ours, ratio, '≤ 1.1 of react-hook-form', 1.1);
  };
  if (editPage) {
    compareEditPage(editPage, 'scripts loaded', 'fromScripts');
  }
  const usual = { count: 500, throttle: 1 };
  compare('500 fields: mount to DOM', 'mount', 'ms', usual, [
    ['stock', 'stock', 0.5],
    ['rhf-cv', 'react-hook-form', 1],
  ]);
  compare('500 fields: client navigation to first screen', 'navigation', 'ms', usual, [
    ['rhf-cv', 'react-hook-form', 0.5],
  ]);
  const visits = results.get('ours', usual);
  add(
    '500 fields: long tasks of that navigation',
    `longest ${format(measures.longestTask(visits))} ms`,
    measures.navigationTasks(visits),
    '0',
    0,
    0,
  );
  for (const throttle of [1, 4]) {
    const setting = { count: 500, throttle };
    const plain: [string, string, number][] = [['plain-cv', 'plain DOM', 1.1]];
    compare(`500 fields: key to paint, CPU ${throttle}x, median`, 'key', 'ms', setting, plain);
    compare(`500 fields: key to paint, CPU ${throttle}x, p95`, 'slowKey', 'ms', setting, plain);
    const visits = results.get('ours', setting);
    const longTasks = visits.length > 0 ? measures.longTasks(visits) : Number.NaN;
    add(`500 fields: long tasks, CPU ${throttle}x`, String(longTasks), longTasks, '0', 0, 0);
  }
  compare('500 fields: leave a field', 'leave', 'ms', usual, [['rhf-cv', 'react-hook-form', 1]]);
  compare('500 fields: submit to error', 'submit', 'ms', usual, [
    ['stock', 'stock', 0.15],
    ['rhf-cv', 'react-hook-form', 1],
  ]);
  const growth = (measure: 'mount' | 'key') =>
    measures[measure](results.get('ours', { count: 1000, throttle: 1 })) /
    measures[measure](results.get('ours', { count: 100, throttle: 1 }));
  add('1,000 against 100 fields: mount', '', growth('mount'), '≤ 6', 6);
  add('1,000 against 100 fields: key', '', growth('key'), '≤ 1.1', 1.1);
  compare('500 fields: heap after mount', 'heap', 'MB', usual, [['stock', 'stock', 0.6]]);
  if (editPage) add('the edit page: script, kB gzip', '', editPage.script / 1000, '≤ 150', 150, 1);
  printTable(['measure', 'ours', 'reached', 'goal', 'met'], rows);
}

/**
 * Returns the ratio of our form to another renderer. For values that a visit measures once, it is the median of the
 * ratios of all rounds, because the speed of a machine varies over time. A visit measures many keys, so their ratio
 * uses the keys of all rounds together.
 */
function getRatio(results: Results, measure: keyof typeof measures, setting: Setting, peer: string): number {
  const ours = results.get('ours', setting);
  const theirs = results.get(peer, setting);
  if (ours.length === 0 || theirs.length === 0) return Number.NaN;
  if (measure === 'key' || measure === 'slowKey') return measures[measure](ours) / measures[measure](theirs);
  return median(
    ours.map(
      (visit, round) => measures[measure]([visit]) / measures[measure](theirs.slice(round, round + 1)),
    ),
  );
}

/** Prints one table per setting: medians, and in brackets their ratio to our form. */
export function printPeers(
  results: Results,
  peers: readonly Peer[],
  settings: readonly Setting[],
  scripts: ReadonlyMap<string, number>,
): void {
  const columns = ['navigation', 'mount', 'paint', 'key', 'slowKey', 'leave', 'submit', 'heap'] as const;
  const header = [
    'navigation to first screen, ms',
    'mount to DOM, ms',
    'mount to paint, ms',
    'key to paint, ms',
    'p95',
    'leave a field, ms',
    'submit to error, ms',
    'heap, MB',
    'long tasks',
    'script, kB gzip',
  ];
  for (const setting of settings) {
    const rows = peers.flatMap((peer) => {
      const visits = results.get(peer.name, setting);
      if (visits.length === 0) return [];
      const cells = columns.map((measure) => {
        const ratio = 1 / getRatio(results, measure, setting, peer.name);
        return `${format(measures[measure](visits))} (${ratio.toFixed(2)})`;
      });
      const script = ((scripts.get(peer.source) ?? 0) / 1000).toFixed(0);
      return [[peer.title, ...cells, String(measures.longTasks(visits)), script]];
    });
    printTable([`${setting.count} fields, CPU ${setting.throttle}x`, ...header], rows);
  }
}

function format(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}
