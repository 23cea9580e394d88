import type { ReactNode } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { ListNode, Node, ObjectNode } from '../model/nodes.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { getFieldTitle } from './field-title.ts';

/** Returns whether a group or list is added and removed as a whole: rjsf's `ui:enableOptionalDataFieldForType`. */
export function isOptionalField(node: Node): node is ObjectNode | ListNode {
  if (node.type !== 'object' && node.type !== 'list') return false;
  const types = getUiOption(node.uiSchema, 'enableOptionalDataFieldForType');
  const isNamed = Array.isArray(types) && types.includes(node.type === 'list' ? 'array' : 'object');
  return isNamed && !node.isRequired && !node.isDisabled && !node.isReadOnly && node.path.length > 0;
}

/** Renders a group or list with buttons that add and remove it as a whole. Without script, it is always shown. */
export function OptionalField({ node, children }: { node: ObjectNode | ListNode; children: ReactNode }) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const { value } = useFieldState(node);
  if (!isHydrated) return children;
  const name = getNodeTitle(node);
  if (value === undefined || value === null) {
    return (
      <fieldset className="group" id={node.id} tabIndex={-1}>
        <legend className="group-title">
          <bdi>{getFieldTitle(node, texts)}</bdi>
        </legend>
        <button
          type="button"
          className="button button-quiet"
          aria-label={`${texts.add}: ${name}`}
          onClick={() => store.setValue(node, node.type === 'list' ? [] : {})}
        >
          {texts.add}
        </button>
      </fieldset>
    );
  }
  return (
    <>
      {children}
      <div className="entry-actions">
        <button
          type="button"
          className="button button-quiet"
          aria-label={`${texts.remove}: ${name}`}
          onClick={() => store.setValue(node, undefined)}
        >
          {texts.remove}
        </button>
      </div>
    </>
  );
}
