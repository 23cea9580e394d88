import { execFileSync } from 'node:child_process';
import { getScriptArguments, projectFolder } from './program.ts';

/** Builds the application before the first test, so that two servers that start at once do not both build it. */
// biome-ignore lint/style/noDefaultExport: Playwright asks for it
export default function setUp(): void {
  execFileSync(process.execPath, getScriptArguments('build'), { cwd: projectFolder, stdio: 'inherit' });
}
