import type { FormProblem } from 'schema-form/server';
import type { CustomersReport } from './services/check-customers.ts';
import type { PageWeight } from './services/measure-page.ts';

/** What `npm run form -- check` finds. */
export interface FormCheck {
  problems: FormProblem[];
  /** Null for a form with errors. */
  page: PageWeight | null;
  /** Null for a form with errors, or when customers are not asked for. */
  customers: CustomersReport | null;
}

/** Describes the result for people, one finding a line. */
export function describeFormCheck({ problems, page, customers }: FormCheck): string {
  const count = (level: FormProblem['level']) => problems.filter((problem) => problem.level === level).length;
  const sorted = problems.toSorted((a, b) => (a.level < b.level ? -1 : Number(a.level > b.level)));
  const lines = sorted.map(
    ({ level, pointer, problem }) => `${level.padEnd(7)} ${pointer || '/'}: ${problem}`,
  );
  if (page) {
    const { html, scripts } = page;
    lines.push(
      `The edit page loads ${toKilobytes(html)} of HTML and ${toKilobytes(scripts)} of scripts (gzip).`,
    );
  }
  if (customers) lines.push(...describeCustomers(customers));
  lines.push(`Errors: ${count('error')}. Warnings: ${count('warning')}.`);
  // Against escape sequences of a terminal in names: control characters are not printed.
  return `${lines.map((line) => line.replaceAll(/\p{Cc}/gu, ' ')).join('\n')}\n`;
}

function describeCustomers({ customers, failing, rules, unshown }: CustomersReport): string[] {
  return [
    `${failing} of ${customers} customers have values that the form refuses.`,
    ...rules.map(({ path, keyword, customers: number }) => `  ${path || '/'} ${keyword}: ${number}`),
    ...(unshown.length > 0 ? ['Stored values that no property of the form shows:'] : []),
    ...unshown.map(({ path, customers: number }) => `  ${path}: ${number}`),
  ];
}

function toKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
