import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Returns the arguments that an npm script of the project passes to Node.js. Tests run the same command without npm,
 * because npm does not forward signals.
 */
export function getScriptArguments(script: 'build' | 'start' | 'customers'): string[] {
  const file = path.join(projectFolder, 'package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> };
  // The shell that runs `start` replaces itself: `exec node … || node …`.
  const [, args] = /^(?:exec )?node (.+?)(?: \|\||$)/.exec(scripts[script] ?? '') ?? [];
  if (args === undefined) throw new Error(`The script "${script}" does not start with "node"`);
  return args.split(' ');
}
