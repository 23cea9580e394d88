import type { WidgetProps } from '@rjsf/utils';
import { createPlainWidget } from './plain/PlainFields.tsx';
import { readText, showText } from './text-value.ts';
import { getTextAttributes } from './widget-props.ts';

/** Text of several lines. */
export const TextareaWidget = createPlainWidget<HTMLTextAreaElement>({
  isTyped: true,
  show: showText,
  read: readText,
  draw: (props, _, initial) => (
    <>
      <textarea
        {...getTextAttributes(props)}
        defaultValue={initial}
        dir="auto"
        rows={props.options.rows ?? 4}
      />
      {getLimit(props) !== null && (
        <>
          <p className="field-count" aria-hidden="true" />
          <span className="visually-hidden" aria-live="polite" />
        </>
      )}
    </>
  ),
  /**
   * How much may still be written: seen from the middle on, and said near the end, when the typing
   * rests. Nothing is cut off.
   */
  attach(textarea, props, { texts }) {
    const limit = getLimit(props);
    if (limit === null) return () => {};
    const [seen, said] = [textarea.nextElementSibling, textarea.nextElementSibling?.nextElementSibling];
    let resting: ReturnType<typeof setTimeout> | undefined;
    const count = (isTyped: boolean) => {
      const left = limit - countCharacters(textarea.value);
      const text = left < 0 ? texts.charactersTooMany(-left) : texts.charactersLeft(left);
      seen?.replaceChildren(left <= limit / 2 ? text : '');
      seen?.classList.toggle('field-error', left < 0);
      clearTimeout(resting);
      if (!isTyped) return;
      resting = setTimeout(() => said?.replaceChildren(left <= limit / 10 ? text : ''), restingTime);
    };
    const onInput = () => count(true);
    count(false);
    textarea.addEventListener('input', onInput);
    return () => {
      clearTimeout(resting);
      textarea.removeEventListener('input', onInput);
    };
  },
});

function getLimit({ schema, readonly }: WidgetProps): number | null {
  return typeof schema.maxLength === 'number' && !readonly ? schema.maxLength : null;
}

/** In milliseconds: shorter, and screen readers would talk into the typing. */
const restingTime = 1000;

/** As the rules count: what is one character to people is not two because it needs two units. */
function countCharacters(text: string): number {
  return [...text].length;
}
