import type { RuleResult } from './run-rules.ts';
import type { Exchange } from './target.ts';

/** Characters of a body that are printed. */
const longestBody = 200;
/** Headers that let others act as the customer. */
const secret = /^(cookie|set-cookie|authorization|x-.*(csrf|xsrf).*)$/;

/** Returns the line of a rule, with the request and its answer if it failed. */
export function describeResult({ rule, outcome, message, exchange }: RuleResult): string {
  const line = `${outcome.padEnd(7)}  ${rule.level.padEnd(11)}  ${rule.name}`;
  if (outcome === 'ok') return line;
  const details = exchange ? `${message}\n${describeExchange(exchange)}` : message;
  return `${line}\n${indent(details)}`;
}

function describeExchange({ method, path, requestHeaders, requestBody, status, headers, body }: Exchange) {
  return [
    `> ${method} ${path}`,
    ...listHeaders('>', Object.entries(requestHeaders)),
    ...(requestBody ? [`> ${shorten(requestBody)}`] : []),
    `< ${status ?? 'no answer'}`,
    ...listHeaders('<', headers),
    `< ${shorten(body)}`,
  ].join('\n');
}

function listHeaders(mark: string, headers: Iterable<[string, string]>): string[] {
  return [...headers].map(([name, value]) => `${mark} ${name}: ${secret.test(name) ? '(hidden)' : value}`);
}

function shorten(text: string): string {
  return text.length > longestBody ? `${text.slice(0, longestBody)} … (${text.length} characters)` : text;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '         ');
}

/**
 * Returns all results as JUnit XML. A rule that fails without being required is reported as skipped, because the page
 * copes without it.
 */
export function toJUnit(results: readonly RuleResult[]): string {
  const cases = results.map((result) => {
    const { rule, outcome, message, time } = result;
    const element = outcome === 'failed' && rule.level === 'required' ? 'failure' : 'skipped';
    const content =
      outcome === 'ok'
        ? ''
        : `<${element} message="${escapeXml(message)}">${escapeXml(describeResult(result))}</${element}>`;
    const name = escapeXml(rule.name);
    return `  <testcase classname="${rule.level}" name="${name}" time="${time.toFixed(3)}">${content}</testcase>`;
  });
  const count = (element: string) => cases.filter((text) => text.includes(`<${element} `)).length;
  const counts = `tests="${results.length}" failures="${count('failure')}" skipped="${count('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="Customer API" ${counts}>`,
    ...cases,
    '</testsuite>\n',
  ].join('\n');
}

function escapeXml(text: string): string {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // XML 1.0 has no way to write other control characters.
  return text
    .replaceAll(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '�')
    .replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? '');
}
