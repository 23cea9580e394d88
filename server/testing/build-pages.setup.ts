import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { projectFolder } from '../project-folder.ts';

/** Builds the pages as `npm start` does, in a separate process. */
export function setup(): void {
  execFileSync(process.execPath, [path.join(projectFolder, 'server/build.ts')], { stdio: 'inherit' });
}
