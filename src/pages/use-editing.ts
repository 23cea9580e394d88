import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type ErrorSchema,
  getPayload,
  type JsonObject,
  type StepMove,
  stepParameter,
  type VisibleStep,
} from 'schema-form';
import { useLocation } from 'wouter';
import { findLanguage } from '../../shared/languages.ts';
import { pagePaths, type VersionedProfile } from '../../shared/page.ts';
import { ApiError } from '../api/request.ts';
import { useSaveProfile } from '../queries/profile.ts';
import { SignInDeclinedError } from '../queries/sign-in-again.ts';
import { usePageState } from './page-state.tsx';
import { dropDraft, keepDraft, takeDraft } from './saved-draft.ts';
import { useApplyLanguage } from './use-apply-language.ts';

/** Why saving failed, other than because of errors in fields. It is the key of texts in `app.json`, after `edit.`. */
export type SaveProblem = 'conflict' | 'offline' | 'failed' | 'signedOut';

/** Returns the state of editing a profile: its data, its draft and the result of saving. Keeps unsaved input. */
export function useEditing(profile: VersionedProfile) {
  const { state, setNotice } = usePageState();
  const [, navigate] = useLocation();
  const applyLanguage = useApplyLanguage();
  const { mutate, isPending } = useSaveProfile();
  const [problem, setProblem] = useState<SaveProblem | null>(state.isConflict ? 'conflict' : null);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<{ errors: ErrorSchema; of: VersionedProfile }>({
    errors: profile.form.errors,
    of: profile,
  });
  // A form that was submitted without script comes back with its input, not with the stored values.
  const [submitted] = useState(state.chosen ? profile : null);
  const stored = profile === submitted ? null : profile.form.data;
  const { draft, step, keep, change, changeStep, leave } = useKeptDraft(profile, stored);

  const finish = async (saved: VersionedProfile) => {
    leave();
    const language = findLanguage(String(saved.form.data.language ?? ''));
    if (language && language !== state.language) await applyLanguage(language);
    setNotice('saved');
    navigate(pagePaths.profile);
  };

  const save = (data: JsonObject, onInvalid: () => void) => {
    if (isPending) return;
    setProblem(null);
    setAttempt((count) => count + 1);
    const payload = getPayload(profile.form.schema, stored, data);
    if (Object.keys(payload).length === 0) return void finish(profile);
    mutate(
      { payload, version: profile.version, language: state.language },
      {
        onSuccess: (outcome) => {
          if (outcome.kind === 'saved') return finish(outcome.profile);
          if (outcome.kind === 'conflict') {
            if (isStored(payload, outcome.profile)) return finish(outcome.profile);
            return setProblem('conflict');
          }
          setFound({ errors: outcome.profile.form.errors, of: profile });
          onInvalid();
        },
        onError: (error) => {
          if (error instanceof SignInDeclinedError) {
            keep(data);
            return setProblem('signedOut');
          }
          const status = error instanceof ApiError ? error.status : null;
          setProblem(status === 0 ? 'offline' : 'failed');
        },
      },
    );
  };

  return {
    data: submitted?.form.data ?? profile.form.data,
    draft,
    move: step ?? (state.isConflict ? lastStep : state.move),
    // The messages are in the language of the form that was saved. In another language they are left out.
    serverErrors: found.of === profile ? found.errors : noErrors,
    problem,
    attempt,
    isSaving: isPending,
    change,
    changeStep,
    leave,
    save,
  };
}

/** A move to the last step, which has the button that saves. */
const lastStep: StepMove = { from: Number.MAX_SAFE_INTEGER, by: 0 };

const noErrors: ErrorSchema = {};

/**
 * Returns whether the stored values equal the payload. If the response of a successful save is lost, the next attempt
 * finds a newer version, which is the result of that save.
 */
function isStored(payload: JsonObject, { form }: VersionedProfile): boolean {
  return Object.keys(getPayload({ properties: {} }, payload, pick(form.data, payload))).length === 0;
}

function pick(data: JsonObject, like: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(like).map((key) => [key, data[key] ?? null]));
}

/** Saves a draft when the page is left without saving, and restores it when the page opens again. */
function useKeptDraft(profile: VersionedProfile, stored: JsonObject | null) {
  const [draft, setDraft] = useState<JsonObject | null>(null);
  const [step, setStep] = useState<StepMove | null>(null);
  const typed = useRef<JsonObject | null>(null);
  const currentStep = useRef(0);
  const latest = useRef({ profile, stored });
  latest.current = { profile, stored };

  const keep = (sent: JsonObject | null) => {
    const { profile: current, stored: before } = latest.current;
    // The form's data includes hidden values, which a submission leaves out.
    const values = typed.current ?? sent;
    const data = values ? getPayload(current.form.schema, before, values) : {};
    const isWorthIt = Object.keys(data).length > 0 || currentStep.current > 0;
    if (isWorthIt) keepDraft(current.customer_id, { data, step: currentStep.current });
  };
  const leave = () => {
    typed.current = null;
    currentStep.current = 0;
    dropDraft();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once when the page mounts and unmounts
  useEffect(() => {
    const kept = takeDraft(profile.customer_id);
    if (kept && Object.keys(kept.data).length > 0) setDraft(kept.data);
    const isInAddress = new URLSearchParams(window.location.search).has(stepParameter);
    if (kept && !isInAddress) setStep({ from: kept.step, by: 0 });
    const keepTyped = () => keep(typed.current);
    window.addEventListener('pagehide', keepTyped);
    return () => {
      window.removeEventListener('pagehide', keepTyped);
      keepTyped();
    };
  }, []);

  return {
    draft,
    step,
    keep,
    leave,
    changeStep: useCallback(({ index }: VisibleStep) => {
      currentStep.current = index;
    }, []),
    change: (data: JsonObject) => {
      typed.current = data;
    },
  };
}
