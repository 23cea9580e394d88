import { useEffect, useRef, useState } from 'react';
import type { JsonObject } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';
import { type LoadedForm, loadForm } from '../queries/profile.ts';
import { isMessageToFrame, type MessageToPage, readMessage } from './frame-messages.ts';

/** The form that the page last sent, with the code that it needs. */
export interface ReceivedForm {
  form: ProfileForm;
  isWrapped: boolean;
  loaded: LoadedForm;
}

interface PageMessages {
  received: ReceivedForm | null;
  /** The values that the page last sent for the form; null for those that came with the form. */
  data: JsonObject | null;
}

/** Receives the messages of the page around this frame, and says that it can. */
export function usePageMessages(onRunAxe: () => void): PageMessages {
  const [received, setReceived] = useState<ReceivedForm | null>(null);
  const [data, setData] = useState<JsonObject | null>(null);
  const runAxe = useRef(onRunAxe);
  runAxe.current = onRunAxe;
  useEffect(() => {
    // The form that is loading. Values that arrive meanwhile are for it, and not for the one before.
    let loading: { data: JsonObject | null } | null = null;
    const receive = async (event: MessageEvent) => {
      const message = readMessage(event, window.parent);
      if (!isMessageToFrame(message)) return;
      if (message.kind === 'run-axe') return runAxe.current();
      if (message.kind === 'data') {
        if (loading) loading.data = message.data;
        else setData(message.data);
        return;
      }
      const own: typeof loading = { data: null };
      loading = own;
      const loaded = await loadForm(message.form, true);
      // Several may load at the same time.
      if (loading !== own) return;
      loading = null;
      const form = own.data ? { ...message.form, data: own.data } : message.form;
      setReceived({ form, isWrapped: message.isWrapped, loaded });
      if (own.data) setData(own.data);
    };
    window.addEventListener('message', receive);
    sendToPage({ kind: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, []);
  return { received, data };
}

/** Sends a message to the page around this frame. Against leaks: only a page of this origin receives it. */
export function sendToPage(message: MessageToPage): void {
  window.parent.postMessage(message, window.location.origin);
}
