import type { Registry } from '@rjsf/utils';
import { SchemaField } from './fields/SchemaField.tsx';
import { CheckboxWidget } from './widgets/CheckboxWidget.tsx';
import { RadioWidget } from './widgets/RadioWidget.tsx';
import { SelectWidget } from './widgets/SelectWidget.tsx';
import { TextareaWidget } from './widgets/TextareaWidget.tsx';
import { TextWidget } from './widgets/TextWidget.tsx';

/** Every field, template and widget that a form starts with; `complex-theme.tsx` has the rest. */
export const theme = {
  fields: { SchemaField } as unknown as Registry['fields'],
  templates: {},
  widgets: {
    TextWidget,
    TextareaWidget,
    SelectWidget,
    RadioWidget,
    CheckboxWidget,
  } as unknown as Registry['widgets'],
};
