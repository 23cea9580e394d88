import type app from '../../locales/en/app.json';
import type controls from '../../locales/en/controls.json';
import type errors from '../../locales/en/errors.json';
import type files from '../../locales/en/files.json';
import type playground from '../../locales/en/playground.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      app: typeof app;
      controls: typeof controls;
      errors: typeof errors;
      files: typeof files;
      playground: typeof playground;
    };
    keySeparator: false;
    nsSeparator: false;
  }
}
