import type { ScriptFile } from './frame-messages.ts';
import { sendToPage } from './use-page-messages.ts';

/** Files that the playground needs, and a page with the same form does not: axe and the interpreter among them. */
const ownFiles = /\/(run-axe|interpreter|rjsf-formats|PreviewPage)[\w.-]*\.js$|\/playground\.js$/;

/**
 * Sends the page the scripts that this document has loaded, by the browser's own measurement, now and whenever more
 * have loaded. Returns a function that ends it.
 */
export function reportScripts(validator: string | null): () => void {
  const report = () => sendToPage({ kind: 'scripts', scripts: measureScripts() });
  const observer = new PerformanceObserver(report);
  observer.observe({ type: 'resource' });
  // A page with this form would run its validator. Here it is only loaded, and never run.
  if (validator !== null) {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', href: validator }),
    );
  }
  report();
  return () => observer.disconnect();
}

function measureScripts(): ScriptFile[] {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const files = new Map<string, ScriptFile>();
  for (const { name, encodedBodySize, decodedBodySize } of entries) {
    const { pathname } = new URL(name);
    if (!pathname.endsWith('.js') || ownFiles.test(pathname)) continue;
    files.set(pathname, { name: pathname, compressed: encodedBodySize, size: decodedBodySize });
  }
  return [...files.values()].sort((a, b) => b.compressed - a.compressed);
}
