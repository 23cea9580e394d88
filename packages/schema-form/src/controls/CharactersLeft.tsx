import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useAfterReset } from './use-after-reset.ts';

/** The pause before an announcement in milliseconds. If it were shorter, screen readers would talk during typing. */
const pause = 1000;

interface CharactersLeftProps {
  textarea: RefObject<HTMLTextAreaElement | null>;
  limit: number;
}

/**
 * Shows how many characters may still be typed: visibly from half of the limit on, and as an announcement near the
 * limit when typing pauses. It never truncates the input. It writes to the DOM directly, so that a key press does not
 * make React render.
 */
export function CharactersLeft({ textarea, limit }: CharactersLeftProps) {
  const { texts } = useFormContext();
  const visible = useRef<HTMLParagraphElement>(null);
  const announced = useRef<HTMLSpanElement>(null);
  const count = () => {
    const left = limit - countCharacters(textarea.current?.value ?? '');
    const text = left < 0 ? texts.charactersTooMany(-left) : texts.charactersLeft(left);
    visible.current?.replaceChildren(left <= limit / 2 ? text : '');
    visible.current?.classList.toggle('field-error', left < 0);
    return left <= limit / 10 ? text : '';
  };
  const countTyped = useEffectEvent(count);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const element = textarea.current;
    const onInput = () => {
      const text = countTyped();
      clearTimeout(timer);
      timer = setTimeout(() => announced.current?.replaceChildren(text), pause);
    };
    element?.addEventListener('input', onInput);
    return () => {
      clearTimeout(timer);
      element?.removeEventListener('input', onInput);
    };
  }, [textarea]);
  useEffect(() => {
    count();
  });
  useAfterReset(textarea, count);
  return (
    <>
      <p className="field-count" aria-hidden="true" ref={visible} />
      <span className="visually-hidden" aria-live="polite" ref={announced} />
    </>
  );
}

/** Counts code points, as `maxLength` does: an emoji is one character. */
function countCharacters(text: string): number {
  return [...text].length;
}
