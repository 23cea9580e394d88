import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { getLanguage } from '../shared/languages.ts';
import { findEditedSection, type PageRequest, type RenderedPage } from '../shared/page.ts';
import { getTextsUrl } from '../shared/text-parts.ts';

/** The function that `src/entry-server.tsx` exports. */
export type RenderPage = (request: PageRequest) => Promise<RenderedPage>;

/** Renders a page to a whole HTML document. */
export interface PageRenderer {
  /** The source of the Content Security Policy that allows the stylesheet in the pages; null without one. */
  styleSource: string | null;
  /**
   * `head` is HTML for the head of every page. `renderPage` renders the React app elsewhere, as the sandbox does.
   */
  render(
    request: PageRequest,
    options: { head: string; renderPage?: RenderPage | undefined },
  ): Promise<string>;
}

/** Fills the placeholders of `index.html`. */
type Template = (
  values: Record<'lang' | 'dir' | 'title' | 'head' | 'app' | 'state' | 'preloads', string>,
) => string;

/** Creates a template from an HTML document with placeholders such as `<!--app-->` and `__LANG__`. */
export function createTemplate(html: string): Template {
  const parts = html.split(/<!--(lang|dir|title|head|app|state|preloads)-->|__(LANG|DIR)__/);
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
  { state: { site, language } }: PageRequest,
  page: RenderedPage,
  { head, preloads = '' }: { head: string; preloads?: string },
): string {
  return template({
    lang: language,
    dir: getLanguage(site.languages, language).direction,
    title: escapeHtml(page.title),
    head,
    app: page.html,
    state: page.state,
    preloads,
  });
}

/** The source by which a Content Security Policy allows this one inline style, and no other that somebody injects. */
export function hashStyle(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Vite's manifest: the built file of each source file, and the files that it imports. */
type Manifest = Record<string, Chunk>;

interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
}

/** Creates the renderer of the pages built into this folder; throws when they are not built. */
export async function createPageRenderer(dist: string): Promise<PageRenderer> {
  const client = path.join(dist, 'client');
  const document = readFileSync(path.join(client, 'index.html'), 'utf8');
  const template = createTemplate(document);
  const manifest = JSON.parse(readFileSync(path.join(client, '.vite/manifest.json'), 'utf8')) as Manifest;
  const entry = pathToFileURL(path.join(dist, 'server/entry-server.js')).href;
  const { renderPage: renderHere } = (await import(entry)) as { renderPage: RenderPage };

  const preloads = new Map<string, string>();
  const preload = (url: string) => `<link rel="modulepreload" href="${url}">`;
  const getPreloads = (modules: readonly string[]): string => {
    const key = modules.join();
    const found =
      preloads.get(key) ??
      getFiles(manifest, modules)
        .map((file) => preload(`/${file}`))
        .join('');
    preloads.set(key, found);
    return found;
  };
  const [, style] = /<style>(.*?)<\/style>/s.exec(document) ?? [];
  return {
    styleSource: style === undefined ? null : hashStyle(style),
    async render(request, { head, renderPage = renderHere }) {
      const page = await renderPage(request);
      const isEdit = findEditedSection(request.path) !== undefined;
      const form = isEdit ? request.profile?.form : request.state.playground?.form;
      const { site, language } = request.state;
      const urls = page.textParts.map((part) => getTextsUrl(site.textsPath, language, part));
      if (form?.validator) urls.push(form.validator);
      return fillTemplate(template, request, page, {
        head,
        preloads: getPreloads(page.modules) + urls.map(preload).join(''),
      });
    },
  };
}

/**
 * The built files of these modules and of their imports, without those that `index.html` loads itself.
 * A module is a source file, or the name of a chunk of several files. Throws for a module that was not
 * built: the page would still work without the preload, so nobody would notice.
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
