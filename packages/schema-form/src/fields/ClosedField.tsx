import { useFormContext } from '../context/form-context.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { ClosedNode } from '../model/nodes.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';

/** Renders a group that opens on demand because its schema is recursive; see model/on-demand.ts. */
export function ClosedField({ node }: { node: ClosedNode }) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const { value } = useFieldState(node);
  return (
    <fieldset className="group" id={node.id} tabIndex={-1}>
      <legend className={getUiOption(node.uiSchema, 'label') === false ? 'visually-hidden' : 'group-title'}>
        {getNodeTitle(node)}
      </legend>
      {value === null && <input type="hidden" name={node.name} value="" />}
      <button
        type="button"
        className="button button-quiet"
        disabled={node.isDisabled || node.isReadOnly}
        onClick={() => store.open(node)}
      >
        {texts.add}
      </button>
    </fieldset>
  );
}
