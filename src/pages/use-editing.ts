import { useRef, useState } from 'react';
import { type ErrorSchema, getPayload, type JsonObject, mergeThreeWays, needsReview } from 'schema-form';
import { useLocation } from 'wouter';
import { findLanguage } from '../../shared/languages.ts';
import { pagePaths, type ReviewState, type VersionedProfile } from '../../shared/page.ts';
import { ApiError } from '../api/request.ts';
import { useSaveProfile } from '../queries/profile.ts';
import { SignInDeclinedError } from '../queries/sign-in-again.ts';
import { usePageState } from './page-state.tsx';
import { useApplyLanguage } from './use-apply-language.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { type RetriedFailure, useRetry } from './use-retry.ts';

/**
 * What happened to a save, other than errors in fields. It is the key of texts in `app.json`, after `edit.`. `retrying` and
 * `online` are no problems: the network is back.
 */
export type SaveProblem = 'offline' | 'unknown' | 'busy' | 'failed' | 'signedOut' | 'retrying' | 'online';

/** A save as it was sent. */
interface SentSave {
  payload: JsonObject;
  data: JsonObject;
  version: string;
}

/** Returns the state of editing a profile: its data, its draft and the result of saving. Keeps unsaved input. */
export function useEditing(profile: VersionedProfile) {
  const { state, setNotice, setSaved } = usePageState();
  const [, navigate] = useLocation();
  const applyLanguage = useApplyLanguage();
  const { mutate, isPending } = useSaveProfile();
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const [failure, setFailure] = useState<(RetriedFailure & { sent: SentSave }) | null>(null);
  const [review, setReview] = useState<Omit<ReviewState, 'fields'> | null>(null);
  const [attempt, setAttempt] = useState(0);
  /** What was sent without an answer. It may be stored, or be stored yet. */
  const unsettled = useRef<JsonObject[]>([]);
  const [found, setFound] = useState<{ errors: ErrorSchema; of: VersionedProfile }>({
    errors: profile.form.errors,
    of: profile,
  });
  // A form that was submitted without script comes back with its input, not with the stored values.
  const [submitted] = useState(state.chosen ? profile : null);
  const stored = profile === submitted ? state.stored : profile.form.data;
  const kept = useKeptDraft(profile, stored);

  const show = (next: SaveProblem | null) => {
    setProblem(next);
    setFailure(null);
    setAttempt((count) => count + 1);
  };

  const finish = async (saved: VersionedProfile, payload: JsonObject) => {
    kept.leave();
    const language = findLanguage(state.site.languages, String(saved.form.data.language ?? ''));
    if (language && language !== state.language) await applyLanguage(language);
    setNotice('saved');
    setSaved(toSavedState(saved, stored, payload));
    navigate(pagePaths.profile);
  };

  const send = (sent: SentSave, mayRetry: boolean) => {
    if (isPending) return;
    const { payload, data, version } = sent;
    const wasOffline = !navigator.onLine;
    mutate(
      { payload, version, language: state.language, languages: state.site.languages },
      {
        onSuccess: (outcome) => {
          if (outcome.kind === 'saved') return finish(outcome.profile, payload);
          if (outcome.kind === 'conflict') {
            if (isStored(payload, outcome.profile)) return finish(outcome.profile, payload);
            const { data: current } = outcome.profile.form;
            const before = review?.kind === 'conflict' ? review.stored : stored;
            const base = before && withOwnSaves(before, current, unsettled.current);
            // Only this person has saved, and got no answer: what they typed since is saved on top.
            if (base && isSame(base, current)) {
              const rest = getPayload(profile.form.schema, current, data);
              return send({ payload: rest, data, version: outcome.profile.version }, mayRetry);
            }
            show(null);
            return setReview({ kind: 'conflict', base, stored: current, mine: data });
          }
          show(null);
          setReview(null);
          setFound({ errors: outcome.profile.form.errors, of: profile });
        },
        onError: (error) => {
          if (error instanceof SignInDeclinedError) {
            kept.keep(data);
            return show('signedOut');
          }
          const next = toProblem(error, wasOffline);
          show(next);
          if (next === 'unknown') unsettled.current.push(payload);
          const isLost = error instanceof ApiError && error.status === 0;
          const kind = isLost ? 'offline' : next === 'busy' ? 'busy' : null;
          if (kind) setFailure({ kind, retryAfter: getRetryAfter(error), mayRetry, sent });
        },
      },
    );
  };

  useRetry(failure, {
    retry: () => {
      if (!failure) return;
      show('retrying');
      send(failure.sent, false);
    },
    reconnect: () => show('online'),
  });

  const save = (data: JsonObject) => {
    if (isPending) return;
    show(null);
    const payload = getPayload(profile.form.schema, stored, data);
    if (Object.keys(payload).length === 0) return void finish(profile, payload);
    if (stored && needsReview(profile.form, stored, data)) {
      return setReview({ kind: 'review', base: stored, stored, mine: data });
    }
    send({ payload, data, version: profile.version }, true);
  };

  /** Saves the reviewed changes. `keepStored` names the fields that take the stored value of a conflict. */
  const confirm = (keepStored: ReadonlySet<string>) => {
    if (!review) return;
    show(null);
    const data = review.kind === 'conflict' ? mergeThreeWays(review, keepStored).merged : review.mine;
    const payload = getPayload(profile.form.schema, review.stored, data);
    if (Object.keys(payload).length === 0) return void finish(profile, payload);
    send({ payload, data, version: profile.version }, true);
  };

  return {
    data: submitted?.form.data ?? profile.form.data,
    draft: kept.draft,
    navigation: kept.step ?? state.navigation,
    // The messages are in the language of the form that was saved. In another language they are left out.
    serverErrors: found.of === profile ? found.errors : noErrors,
    problem,
    attempt,
    isSaving: isPending,
    review,
    confirm,
    /** Goes back to the form from the review. */
    editAgain: () => {
      show(null);
      setReview(null);
    },
    undoDiscard: kept.undoDiscard,
    /** Leaves the form without saving, and offers what was typed once more. */
    cancel: () => {
      setNotice(kept.discard() ? 'discarded' : null);
      setSaved(null);
      navigate(pagePaths.profile);
    },
    change: (data: JsonObject) => {
      kept.change(data);
      // The values that were sent are no longer those of the form.
      setFailure((current) => current && { ...current, mayRetry: false });
    },
    changeStep: kept.changeStep,
    save,
  };
}

const noErrors: ErrorSchema = {};

/** Returns what is known about a save that failed. Without an answer of ours it may be stored, if it was sent at all. */
function toProblem(error: Error, wasOffline: boolean): SaveProblem {
  if (!(error instanceof ApiError)) return 'failed';
  const { status, body } = error;
  if (status === 0) return wasOffline ? 'offline' : 'unknown';
  if (status === 503) return 'busy';
  const isOurs = typeof body?.error_message === 'string';
  return status === 504 || (status >= 500 && !isOurs) ? 'unknown' : 'failed';
}

/** In seconds, when an answer does not say it, and at most. */
const defaultRetryAfter = 5;
const maxRetryAfter = 60;

function getRetryAfter(error: Error): number {
  const seconds = error instanceof ApiError ? Number(error.headers.get('retry-after')) : 0;
  return seconds > 0 ? Math.min(seconds, maxRetryAfter) : defaultRetryAfter;
}

/**
 * Returns whether the stored values equal the payload. If the response of a successful save is lost, the next attempt
 * finds a newer version, which is the result of that save.
 */
function isStored(payload: JsonObject, { form }: VersionedProfile): boolean {
  return isSame(payload, pick(form.data, payload));
}

function isSame(a: JsonObject, b: JsonObject): boolean {
  return Object.keys(getPayload({ properties: {} }, a, b)).length === 0;
}

/** Returns values with those of saves without an answer that turn out to be stored. */
function withOwnSaves(before: JsonObject, stored: JsonObject, saves: readonly JsonObject[]): JsonObject {
  const isOwn = (key: string) =>
    saves.some((save) => key in save && isSame(pick(save, { [key]: null }), pick(stored, { [key]: null })));
  const keys = [...new Set([...Object.keys(before), ...Object.keys(stored)])];
  const entries = keys.map((key) => [key, (isOwn(key) ? stored : before)[key]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as JsonObject;
}

function pick(data: JsonObject, like: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(like).map((key) => [key, data[key] ?? null]));
}

/** Returns what a save changed; null when the values before it are unknown, and for a secret, which can't be undone. */
function toSavedState(saved: VersionedProfile, before: JsonObject | null, payload: JsonObject) {
  const isShown = Object.keys(payload).every((key) => payload[key] === null || key in saved.form.data);
  if (!before || !isShown || Object.keys(payload).length === 0) return null;
  const values = Object.entries({ ...saved.form.data, ...pick(before, payload) });
  return {
    before: Object.fromEntries(values.filter(([, value]) => value !== null)),
    version: saved.version,
    undo: null,
  };
}
