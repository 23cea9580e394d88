import { isJsonObject, type JsonValue } from 'schema-form/server';

/** Where browsers report what the Content Security Policy has blocked. */
export const cspReportsPath = '/csp-reports';

/** A violation of the policy, with what may be logged of it. No value is free text. */
interface Violation {
  /** A directive of CSP, or `other`. */
  directive: string;
  /** What was blocked: `inline`, `eval`, `trusted-types`, `data`, `blob`, `own`, `extension` or `other`. */
  blocked: string;
  /** Scheme and host of another site that was blocked. */
  origin?: string;
  /** The file of ours that did it, and the line. */
  file?: string;
  line?: number;
}

/** Takes the reports of browsers about blocked content. Anybody can send some, so they are hints alone. */
export interface CspReports {
  /** Counts and logs the reports in a body of the Reporting API or of `report-uri`; false for any other value. */
  receive(body: unknown): boolean;
}

interface CspReportsOptions {
  logger: { warn(line: object, message: string): void };
  /** Counts a violation in the metrics. */
  count(directive: string, blocked: string): void;
  now?: () => number;
}

/** Reports that are read of one body. */
const mostReports = 20;
/** Lines of the log in `logPeriod` milliseconds. */
const mostLines = 10;
const logPeriod = 60_000;

/** Creates the service. */
export function createCspReports({ logger, count, now = Date.now }: CspReportsOptions): CspReports {
  let periodStart = Number.NEGATIVE_INFINITY;
  let lines = 0;
  let suppressed = 0;

  /** Against a log that strangers fill: further reports of a minute are counted alone. */
  const log = (violation: Violation) => {
    if (now() - periodStart >= logPeriod) {
      periodStart = now();
      lines = 0;
    }
    if (lines >= mostLines) {
      suppressed += 1;
      return;
    }
    lines += 1;
    logger.warn(
      { ...violation, ...(suppressed > 0 && { suppressed }) },
      'A browser has blocked something that the Content Security Policy forbids',
    );
    suppressed = 0;
  };

  return {
    receive(body) {
      const reports = findReports(body);
      if (reports === null) return false;
      for (const report of reports) {
        const violation = readReport(report);
        count(violation.directive, violation.blocked);
        log(violation);
      }
      return true;
    },
  };
}

type Report = Record<string, JsonValue | undefined>;

function findReports(body: unknown): Report[] | null {
  if (Array.isArray(body)) {
    return body
      .slice(0, mostReports)
      .filter(isJsonObject)
      .filter(({ type }) => type === 'csp-violation')
      .flatMap((report) => (isJsonObject(report.body) ? [report.body] : []));
  }
  const report = isJsonObject(body) ? body['csp-report'] : undefined;
  return isJsonObject(report) ? [report] : null;
}

/** The directives of CSP level 3 that can be violated. Others would become labels of metrics that strangers choose. */
const directives = new Set([
  'base-uri',
  'child-src',
  'connect-src',
  'default-src',
  'font-src',
  'form-action',
  'frame-ancestors',
  'frame-src',
  'img-src',
  'manifest-src',
  'media-src',
  'object-src',
  'require-trusted-types-for',
  'sandbox',
  'script-src',
  'script-src-attr',
  'script-src-elem',
  'style-src',
  'style-src-attr',
  'style-src-elem',
  'trusted-types',
  'worker-src',
]);

/** Longer texts are not parsed. */
const longestUrl = 2048;

/** Reads a report of either form, whose keys differ in their spelling alone. */
function readReport(report: Report): Violation {
  const read = (...names: string[]) => {
    const value = names.map((name) => report[name]).find((found) => typeof found === 'string');
    return typeof value === 'string' && value.length <= longestUrl ? value : '';
  };
  // Older browsers add the sources after the name.
  const [directive = ''] = read('effectiveDirective', 'effective-directive', 'violated-directive').split(' ');
  const page = parseUrl(read('documentURL', 'document-uri'));
  const source = parseUrl(read('sourceFile', 'source-file'));
  const line = report.lineNumber ?? report['line-number'];
  const blocked = readBlocked(read('blockedURL', 'blocked-uri'), page);
  return {
    directive: directives.has(directive) ? directive : 'other',
    ...(isExtension(source) ? { blocked: 'extension' } : blocked),
    ...(page && source && page.origin === source.origin && isOwnFile(source.pathname)
      ? { file: source.pathname, ...(Number.isSafeInteger(line) && { line: line as number }) }
      : {}),
  };
}

const keywords: Record<string, string> = {
  inline: 'inline',
  eval: 'eval',
  'wasm-eval': 'eval',
  'trusted-types-policy': 'trusted-types',
  'trusted-types-sink': 'trusted-types',
  data: 'data',
  blob: 'blob',
};

/** Returns what was blocked. Of an address only scheme and host are kept: its path and query may hold personal data. */
function readBlocked(text: string, page: URL | null): Pick<Violation, 'blocked' | 'origin'> {
  const keyword = Object.hasOwn(keywords, text) ? keywords[text] : undefined;
  if (keyword !== undefined) return { blocked: keyword };
  const url = parseUrl(text);
  if (url === null) return { blocked: 'other' };
  if (isExtension(url)) return { blocked: 'extension' };
  if (url.protocol === 'data:' || url.protocol === 'blob:') return { blocked: url.protocol.slice(0, -1) };
  if (page && url.origin === page.origin) return { blocked: 'own' };
  return /^https?:\/\/[a-z\d.:-]{1,100}$/.test(url.origin)
    ? { blocked: 'other', origin: url.origin }
    : { blocked: 'other' };
}

function isExtension(url: URL | null): boolean {
  return url !== null && /^[a-z-]{1,30}-extension:$/.test(url.protocol);
}

/** Returns the addresses of built files, which hold nothing personal. */
function isOwnFile(path: string): boolean {
  return /^\/(assets|validators|texts)\/[\w./-]{1,100}$/.test(path);
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
