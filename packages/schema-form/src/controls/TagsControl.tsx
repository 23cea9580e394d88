import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { joinEntries, splitEntries } from '../model/entries.ts';
import { useFormStore } from '../store/store-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getTextId } from './description-ids.ts';
import { useAfterReset } from './use-after-reset.ts';
import { useInput } from './use-input.ts';
import { getEmptyValue } from './use-text-input.ts';

/**
 * Renders a list of texts as tags. A comma or Enter completes a tag. Without script, the list is one line with commas,
 * which the server splits.
 */
export function TagsControl(props: ControlProps) {
  const { id, path, value, schema, uiSchema, isDisabled, isReadOnly, onChange } = props;
  const { texts } = useFormContext();
  const { pendingInput } = useFormStore();
  const tags = toTags(value);
  const isFixed = isDisabled || isReadOnly;
  const [isTaken, setTaken] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const announced = useRef<HTMLSpanElement>(null);

  const toData = (line: string) => {
    const entries = splitEntries(line);
    return entries.length > 0 ? entries : getEmptyValue(uiSchema);
  };
  const input = useInput<HTMLInputElement, string>({
    path,
    value: joinEntries(tags),
    toData,
    onCommit: (line) => {
      if (isTaken && input.element.current) input.element.current.value = '';
      onChange(toData(line));
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
  // At hydration, the line becomes tags. A line that was edited before stays one until it is committed, so that the
  // restored draft does not replace it.
  useLayoutEffect(() => {
    const element = input.element.current;
    if (isTaken || !element || pendingInput.has(input)) return;
    element.value = '';
    setTaken(true);
  });
  useAfterReset(input.element, () => onChange(toData(input.initial)));

  const announce = (text: string) => announced.current?.replaceChildren(text);
  /** Adds tags from a text; `rest` stays in the input. */
  const add = (text: string, rest = '') => {
    const element = input.element.current;
    if (!element) return;
    element.value = text;
    const entries = splitEntries(text);
    input.onChange();
    element.value = rest;
    if (rest !== '') input.onInput();
    if (entries.length > 0) announce(texts.added(entries.join(', ')));
  };
  const remove = (index: number) => {
    const removed = tags[index];
    if (removed === undefined) return;
    const left = tags.filter((_, position) => position !== index);
    onChange(left.length > 0 ? left : getEmptyValue(uiSchema));
    announce(texts.removed(removed));
    const buttons = box.current?.querySelectorAll('button') ?? [];
    (buttons[index + 1] ?? buttons[index - 1] ?? input.element.current)?.focus();
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
  const helpId = getTextId(id, 'tags');
  return (
    <div className="tags" ref={box}>
      {isTaken && tags.length > 0 && (
        <ul className="tag-list" aria-label={props.label}>
          {tags.map((tag, index) => (
            // A tag may occur twice.
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
        ref={input.element}
        type="text"
        dir="auto"
        defaultValue={isTaken ? '' : input.initial}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          const { value: text } = event.currentTarget;
          const end = Math.max(text.lastIndexOf(','), text.lastIndexOf('،'));
          if (isTaken && end >= 0 && !(event.nativeEvent as InputEvent).isComposing) {
            add(text.slice(0, end), text.slice(end + 1).trimStart());
          } else input.onInput();
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          if (isFixed || !isTaken || !pasted.trim().includes('\n')) return;
          // The browser would remove the line breaks that separate the tags.
          event.preventDefault();
          add(pasted);
        }}
        onBlur={(event) => {
          if (!isTaken) input.onBlur();
          else if (event.target.value.trim() !== '') add(event.target.value);
        }}
      />
      <p className="field-help" id={helpId}>
        {texts.tagsHelp}
      </p>
      <span className="visually-hidden" aria-live="polite" ref={announced} />
    </div>
  );
}

/** Converts a value to tags. A form that was submitted without script returns one line. */
function toTags(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? splitEntries(value) : [];
}
