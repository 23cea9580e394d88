import { useEffect, useRef, useState } from 'react';
import type { JsonObject } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';
import { type LoadedForm, loadForm } from '../queries/profile.ts';
import { isMessageToFrame, type MessageToFrame, type MessageToPage, readMessage } from './frame-messages.ts';

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
    let latest: MessageToFrame | null = null;
    const receive = async (event: MessageEvent) => {
      const message = readMessage(event, window.parent);
      if (!isMessageToFrame(message)) return;
      if (message.kind === 'run-axe') return runAxe.current();
      if (message.kind === 'data') return setData(message.data);
      latest = message;
      const { form, isWrapped } = message;
      const loaded = await loadForm(form, true);
      // Several may load at the same time.
      if (latest === message) setReceived({ form, isWrapped, loaded });
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
