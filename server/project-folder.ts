import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder: the nearest one upwards with a package.json, from the sources or the build. */
export const projectFolder = findUpwards(import.meta.dirname);

/** Where builds go. */
export const distFolder = path.join(projectFolder, 'dist');

/** The sandbox of the build, which can render pages too. */
export const builtSandbox = {
  script: path.join(distFolder, 'server/sandbox-program.js'),
  pages: path.join(distFolder, 'server/entry-server.js'),
  readable: [path.join(distFolder, 'server')],
};

function findUpwards(folder: string): string {
  const isRoot = existsSync(path.join(folder, 'package.json')) || folder === path.dirname(folder);
  return isRoot ? folder : findUpwards(path.dirname(folder));
}
