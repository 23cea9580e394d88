import type { WidgetProps } from '@rjsf/utils';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useFormSurroundings } from '../form-texts.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { showText, useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/** Text of several lines. */
export function TextareaWidget(props: WidgetProps) {
  const { options, schema } = props;
  // When React takes a text area over it sets it to its default, so that is what was typed before:
  // https://github.com/facebook/react/issues/26974
  const early = useEarlyText(props.id);
  const { field } = useTextDraft<HTMLTextAreaElement>(props, {
    read: (text) => (text === '' ? options.emptyValue : text),
    show: showText,
  });
  const limit = typeof schema.maxLength === 'number' && !props.readonly ? schema.maxLength : null;
  return (
    <>
      <textarea
        {...getTextAttributes(props)}
        {...field}
        defaultValue={early ?? field.defaultValue}
        dir="auto"
        rows={options.rows ?? 4}
      />
      {limit !== null && <CharacterCount of={field.ref} value={props.value} limit={limit} />}
    </>
  );
}

/** What stands in the server's text area at hydration; null when there is none to take over. */
function useEarlyText(id: string): string | null {
  const isHydrated = useIsHydrated();
  const [early] = useState(() => {
    if (isHydrated || typeof document === 'undefined') return null;
    const element = document.getElementById(id);
    return element instanceof HTMLTextAreaElement ? element.value : null;
  });
  return early;
}

interface CharacterCountProps {
  of: RefObject<HTMLTextAreaElement | null>;
  value: unknown;
  limit: number;
}

/**
 * How much may still be written: seen from the middle on, and said near the end, when the typing
 * rests. Nothing is cut off. It is written by hand, since a key press must draw nothing anew.
 */
function CharacterCount({ of, value, limit }: CharacterCountProps) {
  const { texts } = useFormSurroundings();
  const seen = useRef<HTMLParagraphElement>(null);
  const said = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value is counted anew
  useEffect(() => {
    const textarea = of.current;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const count = (isTyped: boolean) => {
      const left = limit - countCharacters(textarea?.value ?? '');
      const text = left < 0 ? texts.charactersTooMany(-left) : texts.charactersLeft(left);
      seen.current?.replaceChildren(left <= limit / 2 ? text : '');
      seen.current?.classList.toggle('field-error', left < 0);
      clearTimeout(resting);
      if (!isTyped) return;
      resting = setTimeout(() => said.current?.replaceChildren(left <= limit / 10 ? text : ''), restingTime);
    };
    const onInput = () => count(true);
    count(false);
    textarea?.addEventListener('input', onInput);
    return () => {
      clearTimeout(resting);
      textarea?.removeEventListener('input', onInput);
    };
  }, [of, value, limit, texts]);
  return (
    <>
      <p className="field-count" aria-hidden="true" ref={seen} />
      <span className="visually-hidden" aria-live="polite" ref={said} />
    </>
  );
}

/** In milliseconds: shorter, and screen readers would talk into the typing. */
const restingTime = 1000;

/** As the rules count: what is one character to people is not two because it needs two units. */
function countCharacters(text: string): number {
  return [...text].length;
}
