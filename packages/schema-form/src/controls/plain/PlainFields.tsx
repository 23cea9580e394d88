import type { WidgetProps } from '@rjsf/utils';
import { type ComponentType, type SyntheticEvent, useContext, useRef } from 'react';
import { type FormSurroundings, useFormSurroundings } from '../../context/form-texts.ts';
import { type Drafts, DraftsContext, useDomEffect } from '../../store/drafts.ts';
import type { PlainControl, PlainElement, WithPlainControl } from './plain-control.ts';
import { PlainField, type PlainFieldSource } from './plain-field.ts';

interface PlainFieldsProps {
  className: string;
  /** One after the other; for other ones React must be given another key. */
  sources: readonly PlainFieldSource[];
}

/** Fields that are one piece of HTML to React: what happens in them comes up to it. */
export function PlainFields({ className, sources }: PlainFieldsProps) {
  const surroundings = useFormSurroundings();
  const drafts = useContext(DraftsContext);
  const latest = useRef<PlainGroup | null>(null);
  latest.current ??= new PlainGroup(sources, surroundings, drafts);
  const group = latest.current;
  group.setSources(sources, surroundings);
  useDomEffect(() => group.update());
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its controls can be used, and tell it so
    <div
      className={className}
      ref={group.join}
      onInput={(event) => group.find(event)?.input()}
      onFocus={(event) => group.find(event)?.focus()}
      onBlur={(event) => group.find(event)?.blur()}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: to-html.ts escapes every text
      dangerouslySetInnerHTML={group.markup}
    />
  );
}

// The server has no document.
const isServer = typeof document === 'undefined';

class PlainGroup {
  /** Always the same to React; in the browser nothing, since it is not for React to do. */
  readonly markup: { __html: string };
  readonly #fields: readonly PlainField[];
  readonly #fieldOfElement = new Map<Element, PlainField>();

  constructor(sources: readonly PlainFieldSource[], surroundings: FormSurroundings, drafts: Drafts | null) {
    this.#fields = sources.map((source) => new PlainField(source, surroundings, drafts));
    this.markup = { __html: isServer ? this.#html : '' };
  }

  /** What the fields are drawn as at first. */
  get #html(): string {
    return this.#fields.map((field) => field.html).join('');
  }

  setSources(sources: readonly PlainFieldSource[], surroundings: FormSurroundings): void {
    for (const [index, source] of sources.entries()) this.#fields[index]?.setSource(source, surroundings);
  }

  /** By now the element is in the page: filled before, all of it would be put in once for each element around. */
  readonly join = (root: Element | null) => {
    this.#fieldOfElement.clear();
    if (root?.childElementCount === 0) root.innerHTML = this.#html;
    for (const [index, field] of this.#fields.entries()) {
      const element = root?.children[index] ?? null;
      field.join(element);
      if (element) this.#fieldOfElement.set(element, field);
    }
  };

  update(): void {
    for (const field of this.#fields) field.update();
  }

  /** The field that an event happened in. */
  find({ target, currentTarget }: SyntheticEvent): PlainField | undefined {
    let element = target as Element | null;
    while (element && element.parentElement !== currentTarget) element = element.parentElement;
    return element ? this.#fieldOfElement.get(element) : undefined;
  }
}

/** A plain control as a widget, for rjsf's own fields and for frames of the host's. */
export function createPlainWidget<E extends PlainElement>(control: PlainControl<E>) {
  const Widget: ComponentType<WidgetProps> & WithPlainControl = (props) => {
    const source: PlainFieldSource = {
      control,
      given: props,
      getProps: () => props,
      frame: (_props, _surroundings, drawn) => <div className="bare">{drawn}</div>,
    };
    return <PlainFields className="bare" sources={[source]} />;
  };
  Widget.getPlainControl = () => control;
  return Widget;
}
