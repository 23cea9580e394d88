import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useAfterReset } from './use-after-reset.ts';

/** In milliseconds: shorter, and screen readers would talk while a person types. */
const pause = 1000;

interface CharactersLeftProps {
  textarea: RefObject<HTMLTextAreaElement | null>;
  limit: number;
}

/**
 * How many characters may still be typed: visible from half of the limit on, and announced near the limit when
 * typing pauses. Nothing is cut off. The text is written directly, so that a key press renders nothing.
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
