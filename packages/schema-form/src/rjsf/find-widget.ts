import DateWidget from '@rjsf/core/lib/components/widgets/DateWidget.js';
import EmailWidget from '@rjsf/core/lib/components/widgets/EmailWidget.js';
import PasswordWidget from '@rjsf/core/lib/components/widgets/PasswordWidget.js';
import RangeWidget from '@rjsf/core/lib/components/widgets/RangeWidget.js';
import TextWidget from '@rjsf/core/lib/components/widgets/TextWidget.js';
import UpDownWidget from '@rjsf/core/lib/components/widgets/UpDownWidget.js';
import URLWidget from '@rjsf/core/lib/components/widgets/URLWidget.js';
import { findEntry } from '../context/value-registry.ts';
import { getUiOption } from '../model/json-schema.ts';
import { isValueNode, type Node } from '../model/nodes.ts';
import { findPlugIn } from './find-plug-in.ts';
import type { CustomWidget, FormRegistry } from './form-registry.ts';
import { getWidgetNames } from './widget-names.ts';

/** The widgets of rjsf that render `BaseInputTemplate`, which a host may replace. */
const inputWidgets: Record<string, CustomWidget> = {
  TextWidget,
  EmailWidget,
  URLWidget,
  DateWidget,
  NumberWidget: TextWidget,
  UpDownWidget,
  PasswordWidget,
  RangeWidget,
};

/**
 * Returns the host's widget for a value: the one that the uiSchema names, or else one that replaces our control
 * everywhere; undefined if the host has neither.
 */
export function findWidget(node: Node, own: FormRegistry): CustomWidget | undefined {
  const wanted = findPlugIn(own.widgets, getUiOption(node.uiSchema, 'widget'));
  if (wanted || !isValueNode(node)) return wanted;
  const names = getWidgetNames(node);
  const named = names.map((name) => findPlugIn(own.widgets, name)).find((widget) => widget !== undefined);
  if (named) return named;
  const input =
    findPlugIn(own.templates, getUiOption(node.uiSchema, 'BaseInputTemplate')) ??
    findPlugIn(own.templates, 'BaseInputTemplate');
  return input && findEntry(inputWidgets, names[0]);
}
