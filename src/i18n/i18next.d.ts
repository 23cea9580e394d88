import type app from '../../locales/en/app.json';
import type errors from '../../locales/en/errors.json';
import type files from '../../locales/en/files.json';
import type playground from '../../locales/en/playground.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      app: typeof app;
      errors: typeof errors;
      files: typeof files;
      playground: typeof playground;
    };
    keySeparator: false;
    nsSeparator: false;
  }
}
