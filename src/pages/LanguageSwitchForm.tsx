import type { FormEvent, ReactNode } from 'react';
import { rerenderAddress, useIsHydrated } from 'schema-form';
import { useLocation, useSearch } from 'wouter';
import { findLanguage, getLanguage, type Language } from '../../shared/languages.ts';
import { findEditedSection, pagePaths } from '../../shared/page.ts';
import { useChangeLanguage } from '../queries/profile.ts';
import { editFormId } from './form-ids.ts';
import { usePageState } from './page-state.tsx';
import { useApplyLanguage } from './use-apply-language.ts';

interface LanguageSwitchFormProps {
  id?: string;
  className: string;
  label: string;
  /** Called once the page is in the chosen language. */
  onChanged?(): void;
  /** Each `LanguageButton` switches to its language. */
  children: ReactNode;
}

/** Renders a form that switches the language. With script the page changes in place and keeps all input. */
export function LanguageSwitchForm({ id, className, label, onChanged, children }: LanguageSwitchFormProps) {
  const { state } = usePageState();
  const [path] = useLocation();
  const search = useSearch();
  const { mutateAsync, isPending } = useChangeLanguage();
  const applyLanguage = useApplyLanguage();

  const hasProfile = state.isSignedIn && state.failure === null;
  const shown = hasProfile ? (findEditedSection(path) === undefined ? 'profile' : 'form') : null;
  const change = async (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = event.currentTarget;
    const language = findLanguage(state.site.languages, (submitter as HTMLButtonElement | null)?.value ?? '');
    if (!language) return;
    event.preventDefault();
    if (isPending) return;
    try {
      await mutateAsync({ language, shown });
      await applyLanguage(language);
      onChanged?.();
    } catch {
      // The browser submits the form itself, and shows its own error page when there is no network.
      const field = Object.assign(document.createElement('input'), {
        type: 'hidden',
        name: 'language',
        value: language,
      });
      form.append(field);
      form.submit();
    }
  };

  return (
    <form
      className={className}
      id={id}
      method="post"
      action={pagePaths.language}
      aria-label={label}
      onSubmit={(event) => void change(event)}
    >
      <input
        type="hidden"
        name="next"
        value={search && `?${search}` !== rerenderAddress ? `${path}?${search}` : path}
      />
      {children}
    </form>
  );
}

/** Returns whether the buttons submit the profile's form, which comes back in the other language with its input. */
export function useSendsProfileForm(): boolean {
  const [path] = useLocation();
  const { failure } = usePageState().state;
  return !useIsHydrated() && findEditedSection(path) !== undefined && failure === null;
}

/** Renders the button of a language inside a `LanguageSwitchForm`, under the name of the language by default. */
export function LanguageButton({ language, children }: { language: Language; children?: ReactNode }) {
  const [path] = useLocation();
  const sendsProfileForm = useSendsProfileForm();
  const { site, language: current } = usePageState().state;
  const { name, direction } = getLanguage(site.languages, language);
  return (
    <button
      type="submit"
      className="link"
      name="language"
      value={language}
      {...(!children && { lang: language, dir: direction })}
      aria-current={language === current || undefined}
      {...(sendsProfileForm && { form: editFormId, formAction: `${path}${rerenderAddress}` })}
    >
      {children ?? name}
    </button>
  );
}
