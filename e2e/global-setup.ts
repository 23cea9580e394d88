import { execFileSync } from 'node:child_process';
import { getScriptArguments, projectFolder } from './program.ts';

/** Builds before the first test: two servers that start at once must not both do it. */
// biome-ignore lint/style/noDefaultExport: Playwright asks for it
export default function setUp(): void {
  execFileSync(process.execPath, getScriptArguments('build'), { cwd: projectFolder, stdio: 'inherit' });
}
