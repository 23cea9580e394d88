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
import { goToSignIn } from './go-to-sign-in.ts';
import { usePageState } from './page-state.tsx';
import { dropDraft, keepDraft, takeDraft } from './saved-draft.ts';
import { useApplyLanguage } from './use-apply-language.ts';

/** Why saving did not work, other than for faults in fields; a text in `app.json`, below `edit.`. */
export type SaveProblem = 'conflict' | 'offline' | 'failed';

/** The state of editing a profile: what is typed, what came of saving it; nothing typed gets lost. */
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
  // A form that was posted without script and came back holds what was typed, not what is stored.
  const [posted] = useState(state.posted ? profile : null);
  const stored = profile === posted ? null : profile.form.data;
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
          const status = error instanceof ApiError ? error.status : null;
          if (status === 401) {
            keep(data);
            goToSignIn();
          } else setProblem(status === 0 ? 'offline' : 'failed');
        },
      },
    );
  };

  return {
    data: posted?.form.data ?? profile.form.data,
    draft,
    move: step ?? (state.isConflict ? theEnd : state.move),
    // In another language the texts are no longer right; the next attempt to save finds them anew.
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

/** The step that saves. */
const theEnd: StepMove = { from: Number.MAX_SAFE_INTEGER, by: 0 };

const noErrors: ErrorSchema = {};

/**
 * Whether the stored values are what was sent: an answer may get lost on its way after the values
 * were stored, and trying again then finds "another" version.
 */
function isStored(payload: JsonObject, { form }: VersionedProfile): boolean {
  return Object.keys(getPayload({ properties: {} }, payload, pick(form.data, payload))).length === 0;
}

function pick(data: JsonObject, like: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(like).map((key) => [key, data[key] ?? null]));
}

/** Keeps what was typed when the page is left without saving, and brings it back. */
function useKeptDraft(profile: VersionedProfile, stored: JsonObject | null) {
  const [draft, setDraft] = useState<JsonObject | null>(null);
  const [step, setStep] = useState<StepMove | null>(null);
  const typed = useRef<JsonObject | null>(null);
  const at = useRef(0);
  const latest = useRef({ profile, stored });
  latest.current = { profile, stored };

  const keep = (sent: JsonObject | null) => {
    const { profile: current, stored: before } = latest.current;
    // What was typed has more in it: what is hidden is not sent.
    const values = typed.current ?? sent;
    const data = values ? getPayload(current.form.schema, before, values) : {};
    const isWorthIt = Object.keys(data).length > 0 || at.current > 0;
    if (isWorthIt) keepDraft(current.customer_id, { data, step: at.current });
  };
  const leave = () => {
    typed.current = null;
    at.current = 0;
    dropDraft();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes and goes
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
      at.current = index;
    }, []),
    change: (data: JsonObject) => {
      typed.current = data;
    },
  };
}
