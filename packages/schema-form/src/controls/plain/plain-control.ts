import type { WidgetProps } from '@rjsf/utils';
import type { ReactNode } from 'react';
import type { FormSurroundings } from '../../context/form-texts.ts';
import type { JsonSchema, UiSchema } from '../../model/json-schema.ts';

/** What customers fill in. */
export type PlainElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * A control that is a piece of HTML around one element, and shows a text. React draws none of it:
 * in a form of hundreds of fields that is what takes the time. See docs/decisions/0014.
 */
export interface PlainControl<E extends PlainElement = PlainElement> {
  /** Its elements; `initial` is the text that it shows at first, and again after a reset. */
  draw(props: WidgetProps, surroundings: FormSurroundings, initial: string): ReactNode;
  /** The text that a value is shown as. */
  show(value: unknown, props: WidgetProps, surroundings: FormSurroundings): string;
  /** The value that a text stands for. */
  read(text: string, props: WidgetProps, surroundings: FormSurroundings): unknown;
  /** The text that its element shows; without it, the element's value. */
  getText?(element: E, props: WidgetProps): string;
  setText?(element: E, text: string): void;
  /** Whether its text is typed, and so is a decision only when the typing rests. */
  isTyped?: boolean;
  /** Does more with its element, until what it gives is called. */
  attach?(element: E, props: WidgetProps, surroundings: FormSurroundings): () => void;
}

/** A widget may have a plain control, which our own fields then draw instead; for all schemas or some. */
export interface WithPlainControl {
  getPlainControl?(schema: JsonSchema, uiSchema: UiSchema | undefined): PlainControl | null;
}
