import type { Plugin } from 'vite';

const stylesheet = /\s*<link rel="stylesheet"[^>]* href="\/([^"]+)">/;
const scripts = /\s*<(?:script type="module"[^>]*><\/script|link rel="modulepreload"[^>]*)>/g;

/**
 * Puts the stylesheet of every page into its HTML and the scripts at its end, so that a browser paints a page as soon
 * as it has the HTML. Otherwise it waits for the stylesheet, which shares a slow network with the scripts.
 */
export function firstPaint(): Plugin {
  return {
    name: 'first-paint',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const [link = '', file = ''] = stylesheet.exec(html) ?? [];
        const asset = bundle[file];
        if (asset?.type !== 'asset') throw new Error('The build has no stylesheet');
        delete bundle[file];
        const style = `<style>${String(asset.source).trim()}</style>`;
        const atEnd = html.match(scripts)?.join('') ?? '';
        // A function, because a stylesheet may contain `$&`.
        return html
          .replace(scripts, '')
          .replace(link, () => `\n    ${style}`)
          .replace(/\s*<\/body>/, () => `${atEnd}\n  </body>`);
      },
    },
  };
}
