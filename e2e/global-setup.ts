import { execFileSync } from 'node:child_process';
import { prepareCustomers } from './customer-database.ts';
import { getScriptArguments, projectFolder } from './program.ts';

/**
 * Builds the application and prepares the customers before the first test, so that two servers that start at once do
 * not both do it.
 */
// biome-ignore lint/style/noDefaultExport: Playwright asks for it
export default function setUp(): Promise<() => Promise<void>> {
  execFileSync(process.execPath, getScriptArguments('build'), { cwd: projectFolder, stdio: 'inherit' });
  return prepareCustomers();
}
