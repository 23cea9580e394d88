import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { widgetNames } from 'schema-form/server';
import { createWidgetSource, createWidgetTest } from './widget-templates.ts';

/**
 * `npm run widget -- StarRating` writes a widget of the site with its test to `src/widgets/` of the current folder, and
 * registers it in `src/registry.tsx`.
 */
const usage = 'Usage: npm run widget -- NAME, such as StarRating: capitalized words without spaces';

/** The widget can't be created; the message says why. Nothing was written. */
class WidgetError extends Error {}

interface CreatedWidget {
  /** The files that were written or changed, relative to the folder. */
  files: string[];
  /** The name for `ui:widget`. */
  key: string;
}

/** Throws a `WidgetError`, and writes nothing, where the name is no name, is taken or belongs to the form. */
export function createWidget(folder: string, name: string): CreatedWidget {
  // Against writing outside of the folder: a name becomes a path, and code.
  if (!/^([A-Z][a-z0-9]+){1,6}$/.test(name) || name.length > 60) throw new WidgetError(usage);
  const key = name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  if (widgetNames.has(key) || widgetNames.has(name)) {
    throw new WidgetError(`"${key}" is a widget of the form itself: choose another name.`);
  }
  const files = [`src/widgets/${name}.tsx`, `src/widgets/${name}.test.tsx`];
  const existing = files.find((file) => existsSync(path.join(folder, file)));
  if (existing) throw new WidgetError(`${existing} exists already.`);
  const registryFile = 'src/registry.tsx';
  const registry = register(readFileSync(path.join(folder, registryFile), 'utf8'), name, key);
  if (registry === null) {
    throw new WidgetError(`${registryFile} has no "widgets: {" to which "${key}" could be added.`);
  }
  mkdirSync(path.join(folder, 'src/widgets'), { recursive: true });
  const contents = [createWidgetSource(name, key), createWidgetTest(name, key)];
  for (const [index, file] of files.entries()) {
    // Another process may have written it meanwhile.
    writeFileSync(path.join(folder, file), contents[index] ?? '', { flag: 'wx' });
  }
  writeFileSync(path.join(folder, registryFile), registry);
  return { files: [...files, registryFile], key };
}

/** Adds a widget to the text of the registry; null if the text does not have the usual form. */
function register(text: string, name: string, key: string): string | null {
  const property = key.includes('-') ? `'${key}'` : key;
  const registered = text.replace(/^( *)widgets: \{( *\},)?\n?/m, (_, indent: string, end?: string) => {
    const added = `${indent}widgets: {\n${indent}  ${property}: ${name},\n`;
    return end === undefined ? added : `${added}${indent}},\n`;
  });
  if (registered === text) return null;
  const line = `import { ${name} } from './widgets/${name}.tsx';\n`;
  // The linter sorts imports.
  const imports = [...registered.matchAll(/^import .*;\n/gm)];
  const before = imports.filter(([other]) => !other.includes("'./widgets/") || other < line).at(-1);
  const at = before ? before.index + before[0].length : 0;
  return registered.slice(0, at) + line + registered.slice(at);
}

if (import.meta.main) {
  const [name, ...others] = process.argv.slice(2);
  try {
    if (name === undefined || others.length > 0) throw new WidgetError(usage);
    const { files, key } = createWidget(process.cwd(), name);
    process.stdout.write(
      `${files.join('\n')}\nA form definition selects it by "ui:widget": "${key}". Its test: npx vitest run ${files[1]}\n`,
    );
  } catch (error) {
    if (!(error instanceof WidgetError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
