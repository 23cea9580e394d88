import { findEntry } from '../context/value-registry.ts';
import { getControlName, getWidgetNamesOf } from '../model/control-names.ts';
import { getDateShape } from '../model/date-shapes.ts';
import type { ValueNode } from '../model/nodes.ts';
import { getWidget } from '../model/widget-name.ts';

/** The rjsf names of the widgets for text, by format. */
const textWidgets: Record<string, string> = {
  email: 'EmailWidget',
  uri: 'URLWidget',
  url: 'URLWidget',
};

/** Returns the names of the widgets that rjsf would use for a value, in order of preference. */
export function getWidgetNames(node: ValueNode): readonly string[] {
  const { format = '' } = node.schema;
  const wanted = getWidget(node.uiSchema);
  const control = getControlName(node);
  switch (control) {
    case 'text':
      return [findEntry(textWidgets, wanted ?? format) ?? 'TextWidget'];
    case 'number':
      return wanted === 'updown' ? ['UpDownWidget'] : ['NumberWidget', 'TextWidget'];
    case 'date-parts':
      return getDateWidgets(node, wanted);
    default:
      return getWidgetNamesOf(control);
  }
}

function getDateWidgets({ schema, uiSchema }: ValueNode, wanted: string | null): readonly string[] {
  const isAlternative = wanted?.startsWith('alt') ?? false;
  switch (getDateShape(schema, uiSchema)) {
    case 'date':
      if (wanted === 'date') return ['DateWidget'];
      return wanted === null ? ['DatePartsWidget', 'DateWidget'] : ['DatePartsWidget', 'AltDateWidget'];
    case 'date-time':
      return isAlternative ? ['AltDateTimeWidget'] : ['DateTimeWidget'];
    case 'time':
      return ['TimeWidget'];
    default:
      // rjsf has no widget for months and weeks.
      return ['TextWidget'];
  }
}
