import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const importer = '@rjsf/core/lib/components/Form.js';
const source = /\/getDefaultRegistry\.js$/;
const own = fileURLToPath(new URL('../packages/schema-form/src/rjsf/default-registry.ts', import.meta.url));

/**
 * Creates a Vite plugin that keeps the default theme of @rjsf/core out of the page. The `Form` of @rjsf/core imports a
 * registry of fields, widgets and a Markdown renderer, none of which our forms use. The build replaces no other module
 * of a library. A build fails if the replacement no longer matches, which a new version of rjsf may cause.
 */
export function rjsfRegistry(): Plugin {
  let isReplaced = false;
  let hasForm = false;
  const findReplacement = (id: string, from: string | undefined): string | null => {
    if (!from?.includes(importer) || !source.test(id)) return null;
    isReplaced = true;
    return own;
  };
  return {
    name: 'rjsf-registry',
    enforce: 'pre',
    resolveId: findReplacement,
    moduleParsed({ id }) {
      hasForm ||= id.includes(importer);
    },
    buildEnd(error) {
      if (!error && hasForm && !isReplaced) {
        this.error(
          '@rjsf/core no longer imports its default registry as before: see scripts/vite-rjsf-registry.ts',
        );
      }
    },
    config: () => ({
      // In development Vite bundles dependencies first, with a separate list of plugins.
      optimizeDeps: {
        rolldownOptions: {
          plugins: [
            {
              name: 'rjsf-registry',
              resolveId(id, from) {
                const replacement = findReplacement(id, from);
                return replacement && { id: replacement, external: 'absolute' };
              },
            },
          ],
        },
      },
    }),
  };
}
