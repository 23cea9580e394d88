import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ownRegistry = fileURLToPath(new URL('../src/form/slim-registry.ts', import.meta.url));

/**
 * @rjsf/core's `Form` imports its whole default theme (fields, widgets, a Markdown renderer), which
 * ours replaces. This puts `src/form/slim-registry.ts` in its place: see docs/decisions/0005.
 */
export function slimForm(): Plugin {
  return {
    name: 'slim-form',
    enforce: 'pre',
    resolveId(source, importer) {
      const isDefaultRegistry =
        source.endsWith('/getDefaultRegistry.js') && importer?.includes('@rjsf/core/lib/components/Form.js');
      return isDefaultRegistry ? ownRegistry : null;
    },
  };
}
