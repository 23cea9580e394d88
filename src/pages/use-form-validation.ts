import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormValidation, type TranslateError } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';
import type { LoadedForm } from '../queries/profile.ts';
import { useLanguageInfo } from './page-state.tsx';

/** Returns the validation of a form, with errors in the language of the page. */
export function useFormValidation(form: ProfileForm, { functions }: Pick<LoadedForm, 'functions'>) {
  const { t } = useTranslation('errors');
  const notation = useLanguageInfo();
  return useMemo(
    () => createFormValidation(form, functions, t as unknown as TranslateError, notation),
    [form, functions, t, notation],
  );
}
