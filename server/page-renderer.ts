import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Language, languages } from '../shared/languages.ts';
import type { PageRequest, RenderedPage } from '../shared/page.ts';

/** What `src/entry-server.tsx` gives. */
export type RenderPage = (request: PageRequest) => Promise<RenderedPage>;

/** Turns what a page shows into a whole HTML document. */
export interface PageRenderer {
  /** `renderPage` renders the React app elsewhere, as the sandbox does. */
  render(request: PageRequest, renderPage?: RenderPage): Promise<string>;
}

/** `index.html`, cut at its marks. */
type Template = (values: Record<'lang' | 'dir' | 'title' | 'head' | 'app' | 'state', string>) => string;

export function createTemplate(html: string): Template {
  const parts = html.split(/<!--(lang|dir|title|head|app|state)-->|__(LANG|DIR)__/);
  return (values) =>
    parts
      .filter((part) => part !== undefined)
      .map((part, index) =>
        index % 2 === 0 ? part : (values[part.toLowerCase() as keyof typeof values] ?? ''),
      )
      .join('');
}

/** Fills the template with a rendered page. */
export function fillTemplate(
  template: Template,
  language: Language,
  page: RenderedPage,
  head: string,
): string {
  return template({
    lang: language,
    dir: languages[language].direction,
    title: escapeHtml(page.title),
    head,
    app: page.html,
    state: page.state,
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Vite's manifest: which built file each source file went to, and what that imports. */
type Manifest = Record<string, Chunk>;

interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
}

/** The built pages in `dist/`; throws when there are none. */
export async function createPageRenderer(dist: string): Promise<PageRenderer> {
  const client = path.join(dist, 'client');
  const template = createTemplate(readFileSync(path.join(client, 'index.html'), 'utf8'));
  const manifest = JSON.parse(readFileSync(path.join(client, '.vite/manifest.json'), 'utf8')) as Manifest;
  const entry = pathToFileURL(path.join(dist, 'server/entry-server.js')).href;
  const { renderPage: renderHere } = (await import(entry)) as { renderPage: RenderPage };

  const heads = new Map<string, string>();
  const preload = (url: string) => `<link rel="modulepreload" href="${url}">`;
  const getHead = (modules: readonly string[], validator: string | null): string => {
    // Not by the validator too: the playground has one for each schema, without end.
    const key = modules.join();
    const head =
      heads.get(key) ??
      getFiles(manifest, modules)
        .map((file) => preload(`/${file}`))
        .join('');
    heads.set(key, head);
    return validator === null ? head : head + preload(validator);
  };
  return {
    async render(request, renderPage = renderHere) {
      const page = await renderPage(request);
      const form = request.path === '/edit' ? request.profile?.form : request.state.playground?.form;
      const validator = form?.validator ?? null;
      return fillTemplate(template, request.state.language, page, getHead(page.modules, validator));
    },
  };
}

/**
 * The built files of these modules and of all that they import, but for those that `index.html` asks
 * for itself. A module is a source file, or the name of a chunk that several went to. Throws for one
 * that was not built: left out, it would only be asked for later, and nobody would notice.
 */
function getFiles(manifest: Manifest, modules: readonly string[]): string[] {
  const chunks = Object.values(manifest);
  const find = (module: string): Chunk => {
    const chunk = manifest[module] ?? chunks.find(({ name }) => name === module);
    if (!chunk) throw new Error(`The build has no ${module}`);
    return chunk;
  };
  const collect = (files: Set<string>, module: string): Set<string> => {
    const { file, imports = [] } = find(module);
    return files.has(file) ? files : imports.reduce(collect, files.add(file));
  };
  const own = collect(new Set(), 'index.html');
  return [...modules.reduce(collect, new Set<string>())].filter((file) => !own.has(file));
}
