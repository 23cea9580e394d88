import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const biome = path.join(root, 'node_modules/.bin/biome');

/** Imports in files of a folder that `biome.json` allows, and imports that it forbids. */
const rules: { folder: string; allowed: string[]; forbidden: string[] }[] = [
  {
    folder: 'shared',
    allowed: ['./languages.ts'],
    forbidden: ['../src/api/request.ts', '../server/env.ts', 'node:fs', 'react', 'hono'],
  },
  {
    folder: 'packages/schema-form/src/model',
    allowed: [
      './json-schema.ts',
      '../patterns/native-patterns.ts',
      '#patterns',
      'ajv/dist/runtime/ucs2length.js',
    ],
    forbidden: [
      '../store/drafts.ts',
      '../context/form-context.ts',
      '../fields/Group.tsx',
      '../controls/TextWidget.tsx',
      '../view/SchemaView.tsx',
      '../rjsf/theme.ts',
      '../server/check-schema.ts',
      '../index.ts',
      '../../../../shared/languages.ts',
      'node:fs',
      'react',
      'schema-form',
    ],
  },
  {
    folder: 'packages/schema-form/src/patterns',
    allowed: ['./native-patterns.ts', 're2js', 'node:async_hooks'],
    forbidden: ['../model/json-schema.ts', '../../../../shared/languages.ts', 'schema-form/server'],
  },
  {
    folder: 'packages/schema-form/src/server',
    allowed: ['../model/json-schema.ts', '../patterns/native-patterns.ts', 'ajv', 'node:crypto'],
    forbidden: ['../store/drafts.ts', '../rjsf/check.ts', '../../../../server/env.ts', 'react'],
  },
  {
    folder: 'packages/schema-form/src/store',
    allowed: ['./drafts.ts', '../model/json-schema.ts', 'react'],
    forbidden: [
      '../fields/Group.tsx',
      '../controls/TextWidget.tsx',
      '../view/SchemaView.tsx',
      '../rjsf/theme.ts',
      '../context/form-context.ts',
      '../../../../shared/languages.ts',
      'schema-form',
    ],
  },
  ...['context', 'controls', 'fields', 'rjsf', 'view'].map((folder) => ({
    folder: `packages/schema-form/src/${folder}`,
    allowed: ['react', '../model/json-schema.ts', '../store/drafts.ts'],
    forbidden: [
      '../../../../shared/customer-api.ts',
      '../../../../src/api/request.ts',
      '../../../../server/env.ts',
      '../../package.json',
      'node:fs',
      'schema-form',
      'schema-form/server',
    ],
  })),
  {
    folder: 'packages/schema-form/src',
    allowed: ['./model/json-schema.ts', './rjsf/SchemaForm.tsx'],
    forbidden: ['../../../shared/languages.ts', '../package.json', 'schema-form'],
  },
  {
    folder: 'src/ui',
    allowed: ['react', './Button.tsx'],
    forbidden: [
      '../../shared/languages.ts',
      '@rjsf/core',
      'schema-form',
      'react-i18next',
      '@tanstack/react-query',
      'wouter',
    ],
  },
  {
    folder: 'src/api',
    allowed: ['../../shared/customer-api.ts', './request.ts'],
    forbidden: [
      '../ui/Button.tsx',
      '../queries/profile.ts',
      '../pages/EditPage.tsx',
      '../app/App.tsx',
      '../../server/env.ts',
    ],
  },
  {
    folder: 'src/i18n',
    allowed: ['i18next', '../../shared/languages.ts'],
    forbidden: ['../pages/EditPage.tsx', '../../server/env.ts'],
  },
  {
    folder: 'src/queries',
    allowed: ['../api/customer.ts', 'schema-form', '@tanstack/react-query'],
    forbidden: ['../ui/Button.tsx', '../pages/EditPage.tsx', '../app/App.tsx', '../../server/env.ts'],
  },
  {
    folder: 'src/pages',
    allowed: ['../queries/profile.ts', 'schema-form', '../ui/Button.tsx', '../../shared/page.ts'],
    forbidden: ['../../server/env.ts', '../api/customer.ts'],
  },
  {
    folder: 'src/app',
    allowed: ['../pages/EditPage.tsx', '../../shared/page.ts'],
    forbidden: ['../../server/env.ts', '../api/customer.ts'],
  },
  {
    folder: 'src',
    allowed: ['./app/App.tsx', '../shared/page.ts'],
    forbidden: ['../server/env.ts', './api/customer.ts'],
  },
  {
    folder: 'src/styles',
    allowed: ['./tokens.css'],
    forbidden: ['react', '../ui/Button.tsx', '../../shared/languages.ts', '@rjsf/core', 'node:fs'],
  },
  {
    folder: 'server/testing',
    allowed: ['../create-app.ts', '../store/store.ts', '../../shared/customer-api.ts', 'vitest'],
    forbidden: [
      '../routes/edit-page.ts',
      '../middleware/load-profile.ts',
      '../http/cookies.ts',
      '../services/sessions.ts',
      '../../src/api/request.ts',
      '../../e2e/texts.ts',
    ],
  },
  {
    folder: 'server/domain',
    allowed: ['../../shared/languages.ts', './mobile.ts', 'node:crypto'],
    forbidden: ['../env.ts', '../store/store.ts', '../services/sessions.ts', 'hono', 'kysely', 'pg'],
  },
  {
    folder: 'server/services',
    allowed: ['../domain/customer.ts', '../store/store.ts', './profiles.ts', '../../shared/languages.ts'],
    forbidden: [
      '../routes/edit-page.ts',
      '../middleware/load-profile.ts',
      '../http/cookies.ts',
      '../create-app.ts',
      '../http/app-env.ts',
      '../dependencies.ts',
      '../../src/api/request.ts',
      'hono',
    ],
  },
  {
    folder: 'server/senders',
    allowed: ['./sender.ts'],
    forbidden: ['../routes/edit-page.ts', '../middleware/load-profile.ts', '../http/cookies.ts', 'hono'],
  },
  {
    folder: 'server/store',
    allowed: ['../domain/customer.ts', './store.ts', 'kysely'],
    forbidden: ['../routes/edit-page.ts', '../http/cookies.ts', '../create-app.ts', 'hono'],
  },
  {
    folder: 'server/http',
    allowed: ['hono', './cookies.ts', '../services/sessions.ts', '../store/store.ts'],
    forbidden: [
      '../routes/edit-page.ts',
      '../middleware/load-profile.ts',
      '../create-app.ts',
      'kysely',
      'pg',
    ],
  },
  {
    folder: 'server/routes',
    allowed: ['hono', '../http/cookies.ts', '../services/profiles.ts', '../dependencies.ts'],
    forbidden: [
      './edit-page.ts',
      '../routes/edit-page.ts',
      '../services/sessions.ts',
      '../services/stored-profiles.ts',
      '../store/store.ts',
      '../create-app.ts',
      '../main.ts',
      '../../src/entry-server.tsx',
      'kysely',
      'pg',
      'better-sqlite3',
    ],
  },
  {
    folder: 'server/middleware',
    allowed: ['hono', './body-limits.ts', '../http/cookies.ts', '../services/profiles.ts'],
    forbidden: [
      '../routes/edit-page.ts',
      '../services/sessions.ts',
      '../services/stored-profiles.ts',
      '../store/store.ts',
      '../create-app.ts',
      'kysely',
      'pg',
    ],
  },
];

// Only the folder `rjsf` imports rjsf.
rules.push(
  ...['context', 'controls', 'fields', 'model', 'patterns', 'server', 'store', 'testing', 'view'].map(
    (folder) => ({
      folder: `packages/schema-form/src/${folder}`,
      allowed: [],
      forbidden: ['@rjsf/core', '@rjsf/core/lib/components/Form.js', '@rjsf/utils'],
    }),
  ),
  { folder: 'packages/schema-form/src', allowed: [], forbidden: ['@rjsf/core', '@rjsf/utils'] },
  {
    folder: 'packages/schema-form/src/rjsf',
    allowed: ['@rjsf/core/lib/components/Form.js', '@rjsf/utils'],
    forbidden: [],
  },
);

/** Every folder of the application imports only the exports of the package, and each side has its own entry point. */
const application = [
  'bench',
  'e2e',
  'locales',
  'scripts',
  'server',
  'server/domain',
  'server/http',
  'server/middleware',
  'server/routes',
]
  .concat([
    'server/senders',
    'server/services',
    'server/store',
    'server/testing',
    'shared',
    'src',
    'src/api',
    'src/app',
  ])
  .concat(['src/i18n', 'src/pages', 'src/queries', 'src/ui']);
rules.push(
  ...application.map((folder) => {
    const other = folder.startsWith('server') ? 'schema-form' : 'schema-form/server';
    const own = folder.startsWith('server') ? 'schema-form/server' : 'schema-form';
    const up = '../'.repeat(folder.split('/').length);
    return {
      folder,
      allowed: folder === 'src/ui' ? [] : [own],
      forbidden: [
        `${up}packages/schema-form/src/model/json-schema.ts`,
        `${up}packages/schema-form/src/index.ts`,
        '@rjsf/core',
        '@rjsf/utils',
        ...(/^(src|server)/.test(folder) ? [other] : []),
      ],
    };
  }),
);

/** One file with one import each. The names are unused, and builds ignore test files. */
const probes = rules.flatMap(({ folder, allowed, forbidden }) =>
  [...allowed, ...forbidden].map((source) => ({
    folder,
    source,
    isForbidden: forbidden.includes(source),
    file: path.join(folder, `import-rules-${randomUUID()}.test.tsx`),
  })),
);

interface Diagnostic {
  category: string;
  location: { path: string | { file: string } };
}

/** Returns the files in which the linter reports a forbidden import. One run checks all files. */
function findReported(): Set<string> {
  try {
    for (const { file, source } of probes) {
      writeFileSync(path.join(root, file), `import * as probe from '${source}';\n\nvoid probe;\n`);
    }
    return lint();
  } finally {
    for (const { file } of probes) rmSync(path.join(root, file), { force: true });
  }
}

function lint(): Set<string> {
  const words = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none'];
  let output: string;
  try {
    output = execFileSync(biome, [...words, ...probes.map(({ file }) => file)], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // The linter exits with an error because it has findings, and prints them.
    output = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  return new Set(
    diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location }) => (typeof location.path === 'string' ? location.path : location.path.file)),
  );
}

const reported = findReported();

test.each(probes.filter(({ isForbidden }) => isForbidden))('$folder can’t import $source', ({ file }) => {
  expect(reported).toContain(file);
});

test.each(probes.filter(({ isForbidden }) => !isForbidden))('$folder can import $source', ({ file }) => {
  expect(reported).not.toContain(file);
});
