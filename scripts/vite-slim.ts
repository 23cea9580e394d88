import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Who imports what, and what of ours it gets instead. */
const replacements = [
  {
    // The whole default theme: fields, widgets, a Markdown renderer. Ours replaces it.
    importer: '@rjsf/core/lib/components/Form.js',
    source: /\/getDefaultRegistry\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/registry.ts',
  },
  {
    // The merger of `allOf`: comes with the parts for complex schemas, when a form needs them.
    importer: '@rjsf/utils/lib/schema/',
    source: /\/shallowAllOfMerge\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/all-of-merge.ts',
  },
  {
    // Follows every reference of a schema at each field, which takes for ever where types refer to each other.
    importer: '@rjsf/utils/lib/schema/',
    source: /\/retrieveSchema\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/retrieve-schema.ts',
  },
  {
    // Serve an option of rjsf's form that ours does not have.
    importer: '@rjsf/utils/lib/schema/index.js',
    source: /\/(omitExtraData|toPathSchema)\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/omit-extra-data.ts',
  },
  {
    // What finds out which schema holds for which data: comes with the parts for complex schemas.
    importer: '@rjsf/utils/lib/index.js',
    source: /\/createSchemaUtils\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/schema-utils.ts',
  },
  {
    // Looks for conditions along every path of references, to sanitize data; ours stay as they are.
    importer: '@rjsf/utils/lib/index.js',
    source: /\/schemaHasNestedConditional\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/nested-conditional.ts',
  },
  {
    // Merges faults that rjsf is given; ours are not rjsf's, see form-errors.ts.
    importer: '@rjsf/utils/lib/index.js',
    source: /\/(ErrorSchemaBuilder|toErrorList|validationDataMerge)\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/given-errors.ts',
  },
  {
    // Compares what a host gives rjsf at each drawing; ours gives it the first data alone.
    importer: '@rjsf/utils/lib/index.js',
    source: /\/getChangedFields\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/changed-fields.ts',
  },
  { importer: '@rjsf/utils/lib/', source: /^fast-uri$/, own: 'packages/schema-form/src/rjsf/slim/uri.ts' },
  {
    // Compares every kind of object there is; ours those that schemas, data and props are made of.
    importer: '@rjsf/utils/lib/',
    source: /\/deepEquals\.js$/,
    own: 'packages/schema-form/src/rjsf/slim/deep-equals.ts',
  },
  {
    // For lists that go on for ever; every query would bring it.
    importer: '@tanstack/query-core/build/modern/query.js',
    source: /\/infiniteQueryBehavior\.js$/,
    own: 'src/queries/slim/infinite-query.ts',
  },
  {
    // For React before 18.
    importer: 'wouter/src/use-sync-external-store.js',
    source: /^use-sync-external-store\/shim/,
    own: 'src/app/slim/use-sync-external-store.ts',
  },
];

/** Keeps out of the page what libraries import and nobody here uses: see docs/decisions/0005. */
export function slim(): Plugin {
  return {
    name: 'slim',
    enforce: 'pre',
    resolveId: findReplacement,
    config: () => ({
      // Development bundles dependencies first, by plugins of its own. What is ours stays outside of
      // that bundle: the page imports it too, and there is to be one of it.
      optimizeDeps: {
        rolldownOptions: {
          plugins: [
            {
              name: 'slim',
              resolveId(id, importer) {
                const own = findReplacement(id, importer);
                return own && { id: own, external: 'absolute' };
              },
            },
          ],
        },
      },
    }),
  };
}

function findReplacement(id: string, importer: string | undefined): string | null {
  const found = replacements.find(
    (replacement) => importer?.includes(replacement.importer) && replacement.source.test(id),
  );
  return found ? fileURLToPath(new URL(`../${found.own}`, import.meta.url)) : null;
}
