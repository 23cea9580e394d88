import { useCallback, useEffect, useRef, useState } from 'react';
import {
  getPayload,
  type JsonObject,
  type StepNavigation,
  stepParameter,
  type VisibleStep,
} from 'schema-form';
import type { VersionedProfile } from '../../shared/page.ts';
import {
  discardDraft,
  dropDraft,
  isRestoringEntry,
  keepDraft,
  type SavedDraft,
  takeDraft,
} from './saved-draft.ts';

/**
 * Saves a draft when the page is left without saving, and restores it when the page opens again. A discarded draft is
 * restored only by Back and by Undo.
 */
export function useKeptDraft(profile: VersionedProfile, stored: JsonObject | null) {
  const [draft, setDraft] = useState<JsonObject | null>(null);
  const [step, setStep] = useState<StepNavigation | null>(null);
  const [discarded, setDiscarded] = useState<SavedDraft | null>(null);
  const typed = useRef<JsonObject | null>(null);
  const currentStep = useRef(0);
  const latest = useRef({ profile, stored, discarded });
  latest.current = { profile, stored, discarded };

  const getTyped = (sent: JsonObject | null) => {
    const { profile: current, stored: before } = latest.current;
    // The form's data includes hidden values, which a submission leaves out.
    const values = typed.current ?? sent;
    return values ? getPayload(current.form.schema, before, values) : {};
  };
  const keep = (sent: JsonObject | null) => {
    const { customer_id } = latest.current.profile;
    const data = getTyped(sent);
    const isWorthIt = Object.keys(data).length > 0 || currentStep.current > 0;
    if (latest.current.discarded) keepDraft(customer_id, latest.current.discarded);
    else if (isWorthIt) keepDraft(customer_id, { data, step: currentStep.current, isDiscarded: false });
  };
  const leave = () => {
    typed.current = null;
    currentStep.current = 0;
    dropDraft();
  };
  /** Returns whether there was anything to discard. */
  const discard = (): boolean => {
    const data = getTyped(null);
    const hasTyped = Object.keys(data).length > 0;
    if (hasTyped) discardDraft(latest.current.profile.customer_id, { data, step: currentStep.current });
    else if (latest.current.discarded) keep(null);
    else leave();
    return hasTyped;
  };
  const restore = ({ data, step: at }: SavedDraft) => {
    if (Object.keys(data).length > 0) setDraft(data);
    setDiscarded(null);
    const isInAddress = new URLSearchParams(window.location.search).has(stepParameter);
    if (!isInAddress) setStep({ from: at, by: 0 });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once when the page mounts and unmounts
  useEffect(() => {
    const kept = withoutStored(takeDraft(profile.customer_id), stored);
    if (kept?.isDiscarded && !isRestoringEntry()) setDiscarded(kept);
    else if (kept) restore(kept);
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
    /** Restores the discarded draft; null when there is none. */
    undoDiscard: discarded && (() => restore(discarded)),
    keep,
    leave,
    discard,
    changeStep: useCallback(({ index }: VisibleStep) => {
      currentStep.current = index;
    }, []),
    change: (data: JsonObject) => {
      typed.current = data;
      // The next edit replaces the discarded one.
      setDiscarded(null);
    },
  };
}

/** Returns a draft without the values that are stored already, such as by a save that got no answer. */
function withoutStored(draft: SavedDraft | null, stored: JsonObject | null): SavedDraft | null {
  if (!draft || !stored) return draft;
  const differing = getPayload({ properties: {} }, stored, { ...stored, ...draft.data });
  return { ...draft, data: differing };
}
