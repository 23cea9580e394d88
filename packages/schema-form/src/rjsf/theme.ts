import type { Registry } from '@rjsf/utils';
import { CheckboxWidget } from '../controls/CheckboxWidget.tsx';
import { DatePartsWidget } from '../controls/DatePartsWidget.tsx';
import { NumberWidget } from '../controls/NumberWidget.tsx';
import { RadioWidget } from '../controls/RadioWidget.tsx';
import { SelectWidget } from '../controls/SelectWidget.tsx';
import { TextareaWidget } from '../controls/TextareaWidget.tsx';
import { TextWidget } from '../controls/TextWidget.tsx';
import { SchemaField } from '../fields/SchemaField.tsx';

/**
 * Every field, template and widget that a form starts with; `complex-theme.tsx` and
 * `widgets/more-widgets.ts` have the rest.
 */
export const theme = {
  fields: { SchemaField } as unknown as Registry['fields'],
  templates: {},
  widgets: {
    TextWidget,
    TextareaWidget,
    NumberWidget,
    SelectWidget,
    RadioWidget,
    CheckboxWidget,
    DatePartsWidget,
  } as unknown as Registry['widgets'],
};

/** Loads the other widgets. A form that has one of them can be drawn only after that. */
export async function loadMoreWidgets(): Promise<void> {
  const { moreFields, moreWidgets } = await import('../controls/more-widgets.ts');
  Object.assign(theme.fields, moreFields);
  Object.assign(theme.widgets, moreWidgets);
}
