import type { WidgetProps } from '@rjsf/utils';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { joinEntries, splitEntries } from '../model/entries.ts';
import { useDraft } from '../store/drafts.ts';
import { useAfterReset } from './use-after-reset.ts';
import { getTextAttributes } from './widget-props.ts';

/**
 * Free texts, each of which becomes a tag with a comma or Enter. Without script they are one line,
 * with commas between them, that the server takes apart.
 */
export function TagsWidget(props: WidgetProps) {
  const { id, value, schema, options, disabled, readonly, onChange, onBlur, onFocus } = props;
  const { texts } = useFormSurroundings();
  const tags = toTags(value);
  const isFixed = Boolean(disabled || readonly);
  const [isTaken, setTaken] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLSpanElement>(null);

  const draft = useDraft<HTMLInputElement, string>({
    value: joinEntries(tags),
    onCommit: (line) => {
      const entries = splitEntries(line);
      if (isTaken && draft.element.current) draft.element.current.value = '';
      onChange(entries.length > 0 ? entries : options.emptyValue);
    },
    read: (element) => {
      const typed = splitEntries(element.value);
      if (!isTaken) return joinEntries(typed);
      const added = schema.uniqueItems ? [...new Set(typed)].filter((tag) => !tags.includes(tag)) : typed;
      return joinEntries([...tags, ...added]);
    },
    write: (element, line) => {
      if (!isTaken) element.value = line;
    },
  });
  // The line of the page without script becomes tags, with what was typed into it meanwhile.
  useLayoutEffect(() => {
    const input = draft.element.current;
    if (isTaken || !input) return;
    draft.onBlur();
    input.value = '';
    setTaken(true);
  }, [isTaken, draft]);
  useAfterReset(draft.element, () => onChange(splitEntries(draft.initial)));

  const say = (text: string) => said.current?.replaceChildren(text);
  /** Makes tags of a text; what stands behind it stays to be typed on. */
  const add = (text: string, rest = '') => {
    const input = draft.element.current;
    if (!input) return;
    input.value = text;
    const entries = splitEntries(text);
    draft.onChange();
    input.value = rest;
    if (rest !== '') draft.onInput();
    if (entries.length > 0) say(texts.added(entries.join(', ')));
  };
  const remove = (index: number) => {
    const removed = tags[index];
    if (removed === undefined) return;
    const left = tags.filter((_, position) => position !== index);
    onChange(left.length > 0 ? left : options.emptyValue);
    say(texts.removed(removed));
    const buttons = box.current?.querySelectorAll('button') ?? [];
    (buttons[index + 1] ?? buttons[index - 1] ?? draft.element.current)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { value: text } = event.currentTarget;
    if (isFixed || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '') {
      remove(tags.length - 1);
      event.currentTarget.focus();
    }
  };
  const helpId = `${id}__tags`;
  return (
    <div className="tags" ref={box}>
      {isTaken && tags.length > 0 && (
        <ul className="tag-list" aria-label={props.label}>
          {tags.map((tag, index) => (
            // A tag may come twice.
            <li className="tag" key={`${tags.slice(0, index).filter((one) => one === tag).length} ${tag}`}>
              <bdi>{tag}</bdi>
              {!isFixed && (
                <button
                  type="button"
                  className="tag-remove"
                  aria-label={`${texts.remove}: ${tag}`}
                  onClick={() => remove(index)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <input
        {...getTextAttributes(props, helpId)}
        ref={draft.element}
        type="text"
        dir="auto"
        defaultValue={isTaken ? '' : draft.initial}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          const { value: text } = event.currentTarget;
          const end = Math.max(text.lastIndexOf(','), text.lastIndexOf('،'));
          if (end >= 0 && !(event.nativeEvent as InputEvent).isComposing) {
            add(text.slice(0, end), text.slice(end + 1).trimStart());
          } else draft.onInput();
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          if (isFixed || !pasted.trim().includes('\n')) return;
          // One line would run them together.
          event.preventDefault();
          add(pasted);
        }}
        onBlur={(event) => {
          if (event.target.value.trim() !== '') add(event.target.value);
          onBlur(id, value);
        }}
        onFocus={() => onFocus(id, value)}
      />
      <p className="field-help" id={helpId}>
        {texts.tagsHelp}
      </p>
      <span className="visually-hidden" aria-live="polite" ref={said} />
    </div>
  );
}

/** Also of the line that a form without script posted. */
function toTags(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? splitEntries(value) : [];
}
