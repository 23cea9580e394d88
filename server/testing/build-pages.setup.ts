import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { projectFolder } from '../project-folder.ts';

/** The pages that the server draws, built as `npm start` builds them, in a process of its own. */
export function setup(): void {
  execFileSync(process.execPath, [path.join(projectFolder, 'server/build.ts')], { stdio: 'inherit' });
}
