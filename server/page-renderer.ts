import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { getLanguage } from '../shared/languages.ts';
import { findEditedSection, type PageRequest, pagePaths, type RenderedPage } from '../shared/page.ts';
import { getTextsUrl } from '../shared/text-parts.ts';

/** The function that `src/entry-server.tsx` exports. */
export type RenderPage = (request: PageRequest) => Promise<RenderedPage>;

interface RenderOptions {
  /** HTML for the head of every page. */
  head: string;
  /** Renders the React app elsewhere, as the sandbox does. */
  renderPage?: RenderPage | undefined;
  /** Whether the document has scripts. Chromium reports an error for each script of a frame that may run none. */
  hasScripts?: boolean | undefined;
}

/** Renders a page to a whole HTML document. */
export interface PageRenderer {
  /** The source of the Content Security Policy that allows the stylesheet in the pages; null without one. */
  styleSource: string | null;
  render(request: PageRequest, options: RenderOptions): Promise<string>;
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

/** The elements of a built document that load scripts. */
const scriptElements = /<script [^>]*src=[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g;

/** Lets browsers paint the whole header or nothing of it. Chromium warns of a page without the element. */
const headerFirst = '<link rel="expect" href="#header" blocking="render">';

/** Fills the template with a rendered page. */
export function fillTemplate(
  template: Template,
  { path: requestPath, state: { site, language } }: PageRequest,
  page: RenderedPage,
  { head, preloads = '' }: { head: string; preloads?: string },
): string {
  return template({
    lang: language,
    dir: getLanguage(site.languages, language).direction,
    title: escapeHtml(page.title),
    // The page in a frame has no header.
    head: requestPath === pagePaths.preview ? head : headerFirst + head,
    app: page.html,
    state: page.state,
    preloads,
  });
}

/**
 * Returns the source by which a Content Security Policy allows this one inline style, and no other that somebody
 * injects.
 */
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
  /** The styles that only this chunk and what imports it needs. */
  css?: string[];
}

/** The elements of a page for the files that it needs beside those of every page. */
interface PageLinks {
  styles: string;
  preloads: string;
}

/** Creates the renderer of the pages built into this folder; throws when they are not built. */
export async function createPageRenderer(dist: string): Promise<PageRenderer> {
  const client = path.join(dist, 'client');
  const document = readFileSync(path.join(client, 'index.html'), 'utf8');
  const template = createTemplate(document);
  const templateWithoutScripts = createTemplate(document.replaceAll(scriptElements, ''));
  const manifest = JSON.parse(readFileSync(path.join(client, '.vite/manifest.json'), 'utf8')) as Manifest;
  const entry = pathToFileURL(path.join(dist, 'server/entry-server.js')).href;
  const { renderPage: renderHere } = (await import(entry)) as { renderPage: RenderPage };

  const links = new Map<string, PageLinks>();
  const preload = (url: string) => `<link rel="modulepreload" href="${url}">`;
  const getLinks = (modules: readonly string[]): PageLinks => {
    const key = modules.join();
    const known = links.get(key);
    if (known) return known;
    const files = getFiles(manifest, modules).map((file) => `/${file}`);
    const found = {
      styles: files
        .filter((url) => url.endsWith('.css'))
        .map((url) => `<link rel="stylesheet" href="${url}">`)
        .join(''),
      preloads: files
        .filter((url) => !url.endsWith('.css'))
        .map(preload)
        .join(''),
    };
    links.set(key, found);
    return found;
  };
  const [, style] = /<style>(.*?)<\/style>/s.exec(document) ?? [];
  return {
    styleSource: style === undefined ? null : hashStyle(style),
    async render(request, { head, renderPage = renderHere, hasScripts = true }) {
      const page = await renderPage(request);
      const { styles, preloads } = getLinks(page.modules);
      if (!hasScripts) {
        const content = { ...page, state: '' };
        return fillTemplate(templateWithoutScripts, request, content, { head: head + styles });
      }
      const isEdit = findEditedSection(request.path) !== undefined;
      const { site, language } = request.state;
      const urls = page.textParts.map((part) => getTextsUrl(site.textsPath, language, part));
      const validator = isEdit ? request.profile?.form.validator : null;
      if (validator) urls.push(validator);
      return fillTemplate(template, request, page, {
        head: head + styles,
        preloads: preloads + urls.map(preload).join(''),
      });
    },
  };
}

/**
 * Returns the built files of these modules and of their imports, without those that `index.html` loads itself. A module
 * is a source file, or the name of a chunk of several files. Throws for a module that was not built: the page would
 * still work without the preload, so nobody would notice.
 */
function getFiles(manifest: Manifest, modules: readonly string[]): string[] {
  const chunks = Object.values(manifest);
  const find = (module: string): Chunk => {
    const chunk = manifest[module] ?? chunks.find(({ name }) => name === module);
    if (!chunk) throw new Error(`The build has no ${module}`);
    return chunk;
  };
  const collect = (files: Set<string>, module: string): Set<string> => {
    const { file, imports = [], css = [] } = find(module);
    if (files.has(file)) return files;
    for (const style of css) files.add(style);
    return imports.reduce(collect, files.add(file));
  };
  const own = collect(new Set(), 'index.html');
  return [...modules.reduce(collect, new Set<string>())].filter((file) => !own.has(file));
}
