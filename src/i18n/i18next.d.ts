import type app from '../../locales/en/app.json';
import type errors from '../../locales/en/errors.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { app: typeof app; errors: typeof errors };
    keySeparator: false;
    nsSeparator: false;
  }
}
