import type { EnumOptionsType, WidgetProps } from '@rjsf/utils';
import { type ComponentType, type RefObject, useEffect, useMemo, useState } from 'react';
import { type FormTexts, useFormSurroundings } from '../context/form-texts.ts';
import { fromMarkupValue, toMarkupValue } from '../fields/field-options.ts';
import { getUiOption } from '../model/json-schema.ts';
import { useDraft } from '../store/drafts.ts';
import type { ComboboxProps } from './Combobox.tsx';
import { getOptionHtml } from './option-html.ts';
import { createPlainWidget } from './plain/PlainFields.tsx';
import type { PlainControl, WithPlainControl } from './plain/plain-control.ts';
import { getControlAttributes } from './widget-props.ts';

/** One of many; or several, as rjsf's own lists ask for. */
export const SelectWidget: ComponentType<WidgetProps> & WithPlainControl = (props) => {
  const Several = props.registry.widgets.MultiSelectWidget as ComponentType<WidgetProps> | undefined;
  if (props.multiple && Several) return <Several {...props} />;
  const { enumOptions = noOptions, searchable } = props.options;
  const isLong = Boolean(searchable ?? enumOptions.length >= longList);
  return isLong ? <SearchableSelect {...props} /> : <PlainSelect {...props} />;
};
SelectWidget.getPlainControl = (schema, uiSchema) => {
  const isLong = (schema.enum?.length ?? 0) >= longList;
  return (getUiOption(uiSchema, 'searchable') ?? isLong) ? null : plainSelect;
};

/** Choices of this many and more can be searched. */
const longList = 15;
const noOptions: EnumOptionsType[] = [];

const plainSelect: PlainControl<HTMLSelectElement> = {
  show: toMarkupValue,
  read: readOption,
  setText: selectValue,
  draw: (props, { texts }, initial) => (
    <select
      {...getControlAttributes(props)}
      className="input select"
      disabled={props.disabled || props.readonly || undefined}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made below, every text escaped
      dangerouslySetInnerHTML={{ __html: getOptionsHtml(props, texts, initial) }}
    />
  ),
};
const PlainSelect = createPlainWidget(plainSelect);

/**
 * The options are one piece of HTML, made once for each list: 249 countries as React elements would
 * cost more, at each drawing, than the rest of the form together.
 *
 * Over a long list (`ui:options.searchable` decides where its length should not) a searchable one
 * is laid when the form is first used. This one stays the form's field: it is filled in by the
 * browser, reset and sent.
 */
function SearchableSelect(props: WidgetProps) {
  const { id, value, options, onChange, onBlur, onFocus } = props;
  const { texts } = useFormSurroundings();
  const isFixed = props.disabled || props.readonly;
  const shown = toMarkupValue(value);
  const draft = useDraft<HTMLSelectElement, string>({
    value: shown,
    onCommit: (text) => onChange(readOption(text, props)),
    read: (element) => element.value,
    write: selectValue,
  });
  // What is selected in the markup stays what it was when these options were first drawn: React
  // must not write them anew under the customer's hands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const html = useMemo(() => getOptionsHtml(props, texts, shown), [options.enumOptions, texts.choose]);
  const titled = useMemo(
    () => (options.enumOptions ?? noOptions).map((option) => ({ value: option.value, title: option.label })),
    [options.enumOptions],
  );
  const Combobox = useCombobox(!isFixed, draft.element);
  const attributes = getControlAttributes(props);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: events of its fields bubble up to it
    <div
      className="combobox"
      onBlur={() => onBlur(id, draft.element.current?.value)}
      onFocus={() => onFocus(id, draft.element.current?.value)}
    >
      <select
        {...attributes}
        {...(Combobox && behind(id))}
        className={Combobox ? 'combobox-field' : 'input select'}
        ref={draft.element}
        disabled={isFixed || undefined}
        onChange={draft.onChange}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made below, every text escaped
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {Combobox && (
        <Combobox
          {...attributes}
          placeholder={props.placeholder || texts.choose}
          options={titled}
          value={shown}
          form={draft.element.current?.form ?? null}
          onType={(text) => {
            if (draft.element.current) selectValue(draft.element.current, text);
            draft.onInput();
          }}
          onSettle={draft.onBlur}
        />
      )}
    </div>
  );
}

function readOption(text: string, { options, schema }: WidgetProps): unknown {
  return fromMarkupValue(text, options.enumOptions ?? noOptions, schema as never);
}

/** The native field behind a searchable one, which takes over its name for people. */
function behind(id: string) {
  return { id: `${id}__select`, tabIndex: -1, 'aria-hidden': true, autoFocus: undefined } as const;
}

/** Selects an option; a value that is none becomes one, so that the rules can complain of it. */
function selectValue(select: HTMLSelectElement, value: string): void {
  select.value = value;
  if (select.value !== value) select.add(new Option(value, value, false, true));
}

let loaded: ComponentType<ComboboxProps> | null = null;

/** The searchable list, once the form is used for the first time; never under the focus. */
function useCombobox(isWanted: boolean, select: RefObject<HTMLSelectElement | null>) {
  const [Combobox, setCombobox] = useState<typeof loaded>(() => loaded);
  useEffect(() => {
    const form = select.current?.form;
    if (!isWanted || Combobox || !form) return;
    const stop = new AbortController();
    const { signal } = stop;
    const show = () => {
      if (signal.aborted) return;
      if (document.activeElement !== select.current) setCombobox(() => loaded);
      else select.current?.addEventListener('blur', show, { once: true, signal });
    };
    const load = async () => {
      // Without it the native list does.
      loaded ??= (await import('./Combobox.tsx').catch(() => null))?.Combobox ?? null;
      if (loaded) show();
    };
    for (const use of ['focusin', 'pointerover']) {
      form.addEventListener(use, load, { once: true, signal });
    }
    return () => stop.abort();
  }, [isWanted, Combobox, select]);
  return isWanted ? Combobox : null;
}

const htmlOfLists = new WeakMap<readonly EnumOptionsType[], { choose: string; html: string }>();

function getOptionsHtml({ options }: WidgetProps, { choose }: FormTexts, selected: string): string {
  const list = options.enumOptions ?? noOptions;
  let known = htmlOfLists.get(list);
  if (known?.choose !== choose) {
    const html = list
      .filter(({ value }) => value !== null)
      .map(({ value, label }) => getOptionHtml(toMarkupValue(value), label))
      .join('');
    known = { choose, html: getOptionHtml('', choose) + html };
    htmlOfLists.set(list, known);
  }
  const start = getOptionHtml(selected, '').replace('</option>', '');
  const html = known.html.replace(start, () => start.replace('<option', '<option selected=""'));
  // A value that is no option stays, for the rules to complain of.
  return html === known.html ? html + getOptionHtml(selected, selected, true) : html;
}
