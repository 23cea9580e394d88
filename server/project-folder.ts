import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder: the nearest parent with a package.json, of the sources and of the build alike. */
export const projectFolder = findUpwards(import.meta.dirname);

/** The folder of the build. */
export const distFolder = path.join(projectFolder, 'dist');

/** The built sandbox, which can also render pages. */
export const builtSandbox = {
  script: path.join(distFolder, 'server/sandbox-program.js'),
  pages: path.join(distFolder, 'server/entry-server.js'),
  readable: [path.join(distFolder, 'server')],
};

function findUpwards(folder: string): string {
  const isRoot = existsSync(path.join(folder, 'package.json')) || folder === path.dirname(folder);
  return isRoot ? folder : findUpwards(path.dirname(folder));
}
