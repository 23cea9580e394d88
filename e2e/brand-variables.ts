import path from 'node:path';
import { projectFolder } from './program.ts';

const folder = path.join(projectFolder, 'examples/brand');

/** The variables of the example brand. */
export const brandVariables = {
  CONFIG: path.join(folder, 'profile.config.json'),
  PROFILE_FORM: path.join(folder, 'form.json'),
  DEFAULT_LANGUAGE: 'ar',
};
