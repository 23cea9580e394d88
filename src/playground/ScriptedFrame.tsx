import { useEffect, useRef, useState } from 'react';
import type { JsonObject } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { isMessageToPage, type MessageToFrame, type MessageToPage, readMessage } from './frame-messages.ts';
import type { FrameSettings } from './frame-settings.ts';

interface ScriptedFrameProps {
  title: string;
  settings: FrameSettings;
  /** Null until the server has made it. */
  form: ProfileForm | null;
  isWrapped: boolean;
  /** The values in the form; null for those that come with the form. */
  data: JsonObject | null;
  /** Whether the values were typed in this frame, which has them already. */
  isOwnData: boolean;
  /** Changes with each request to run axe. */
  axeRun: number;
  onMessage(message: MessageToPage): void;
}

/**
 * Renders a frame whose form is live: it gets the form in messages, and keeps what was typed when it gets another one.
 */
export function ScriptedFrame({
  title,
  settings,
  form,
  isWrapped,
  data,
  isOwnData,
  axeRun,
  onMessage,
}: ScriptedFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setIsReady] = useState(false);
  const receive = useRef(onMessage);
  receive.current = onMessage;
  const present = useRef(data);
  present.current = data;

  useEffect(() => {
    const listen = (event: MessageEvent) => {
      const message = readMessage(event, frame.current?.contentWindow ?? null);
      if (!isMessageToPage(message)) return;
      if (message.kind === 'ready') setIsReady(true);
      else receive.current(message);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);

  useEffect(() => {
    const own = frame.current?.contentWindow;
    if (!isReady || !form || !own) return;
    send(own, { kind: 'form', form: { ...form, data: present.current ?? form.data }, isWrapped });
  }, [isReady, form, isWrapped]);

  useEffect(() => {
    const own = frame.current?.contentWindow;
    if (isReady && data && !isOwnData && own) send(own, { kind: 'data', data });
  }, [isReady, data, isOwnData]);

  useEffect(() => {
    const own = frame.current?.contentWindow;
    if (axeRun > 0 && own) send(own, { kind: 'run-axe' });
  }, [axeRun]);

  return (
    <iframe
      ref={frame}
      className={`frame frame-${settings.width} frame-${settings.theme}`}
      title={title}
      src={`${pagePaths.preview}?language=${encodeURIComponent(settings.language)}`}
    />
  );
}

/** Against leaks: only a document of this origin receives the message. */
function send(frame: Window, message: MessageToFrame): void {
  frame.postMessage(message, window.location.origin);
}
