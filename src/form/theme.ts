import type { Registry } from '@rjsf/utils';
import { SchemaField } from './fields/SchemaField.tsx';
import { CheckboxWidget } from './widgets/CheckboxWidget.tsx';
import { DatePartsWidget } from './widgets/DatePartsWidget.tsx';
import { NumberWidget } from './widgets/NumberWidget.tsx';
import { RadioWidget } from './widgets/RadioWidget.tsx';
import { SelectWidget } from './widgets/SelectWidget.tsx';
import { TextareaWidget } from './widgets/TextareaWidget.tsx';
import { TextWidget } from './widgets/TextWidget.tsx';

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
  const { moreFields, moreWidgets } = await import('./widgets/more-widgets.ts');
  Object.assign(theme.fields, moreFields);
  Object.assign(theme.widgets, moreWidgets);
}
