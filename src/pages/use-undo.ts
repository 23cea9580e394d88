import { useState } from 'react';
import { getPayload } from 'schema-form';
import { findLanguage } from '../../shared/languages.ts';
import type { SavedState, VersionedProfile } from '../../shared/page.ts';
import { ApiError } from '../api/request.ts';
import { useSaveProfile } from '../queries/profile.ts';
import { SignInDeclinedError } from '../queries/sign-in-again.ts';
import { usePageState } from './page-state.tsx';
import { useApplyLanguage } from './use-apply-language.ts';

/** Returns a function that saves the values before the last save again, unless somebody has saved since. */
export function useUndo({ form, version }: VersionedProfile, { before }: SavedState, onRefused: () => void) {
  const { state, setNotice, setSaved } = usePageState();
  const applyLanguage = useApplyLanguage();
  const { mutate, isPending } = useSaveProfile();
  const [problem, setProblem] = useState<'offline' | 'failed' | 'signedOut' | null>(null);
  const undo = () => {
    if (isPending) return;
    setProblem(null);
    const payload = getPayload(form.schema, form.data, before);
    mutate(
      { payload, version, language: state.language, languages: state.site.languages },
      {
        onSuccess: async ({ kind, profile }) => {
          if (kind === 'conflict') return onRefused();
          if (kind === 'invalid') return setProblem('failed');
          const language = findLanguage(state.site.languages, String(profile.form.data.language ?? ''));
          if (language && language !== state.language) await applyLanguage(language);
          setSaved(null);
          setNotice('undone');
        },
        onError: (error) => {
          if (error instanceof SignInDeclinedError) return setProblem('signedOut');
          const status = error instanceof ApiError ? error.status : null;
          setProblem(status === 0 ? 'offline' : 'failed');
        },
      },
    );
  };
  return { undo, isUndoing: isPending, problem };
}
