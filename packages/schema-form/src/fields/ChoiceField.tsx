import { type ReactNode, use, useMemo } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { getErrorId, getHelpId, joinIds } from '../controls/description-ids.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Choice, Node, Option } from '../model/nodes.ts';
import { rerenderAddress, showField } from '../model/submit-buttons.ts';
import { getWidget } from '../model/widget-name.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { getBranchNames } from './branch-names.ts';
import { ControlsContext } from './controls-context.ts';
import { FieldFrame } from './FieldFrame.tsx';

interface ChoiceFieldProps {
  node: Node;
  choice: Choice;
  help?: string | null;
  /** Whether only screen readers get the label, because the name of the value is visible above it. */
  isLabelHidden?: boolean;
  /** Whether this field reports the errors of the value itself; otherwise a field inside it does. */
  hasErrors?: boolean;
  /** The fields of the chosen branch. */
  children: ReactNode;
}

/** The maximum number of branches that are shown as radios. */
const fewBranches = 5;

/**
 * Renders the control that selects a branch, and the fields of the chosen branch. Without script, a button shows the
 * fields of another branch.
 */
export function ChoiceField(props: ChoiceFieldProps) {
  const { node, choice, help = null, isLabelHidden = false, hasErrors = false, children } = props;
  const { id, name, index } = choice;
  const context = useFormContext();
  const { texts } = context;
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const own = getValueErrors(useFieldState(node).errors);
  const errors = hasErrors ? own : noErrors;
  const { root } = store;
  const names = useMemo(() => getBranchNames(root, node, choice, context), [root, node, choice, context]);
  const control = getChoiceControl(node, choice);
  const Control = use(ControlsContext)[control];
  const isRadio = control === 'radio';
  const options = names.map((title, value): Option => ({ title, value }));
  // Only radios need an option for "no branch"; a select renders one itself, and a branch for null is called the same.
  const hasNull = choice.branches.some(({ type }) => type === 'null');
  if (isRadio && !node.isRequired && !hasNull) options.push({ title: '', value: null });
  const label = getLabel(node, choice) || texts.choose;
  return (
    <>
      <FieldFrame
        node={node}
        id={id}
        label={label}
        help={help}
        errors={errors}
        labelling={isRadio ? 'legend' : 'label'}
        isLabelHidden={isLabelHidden}
        radioGroup={isRadio ? { isRequired: node.isRequired } : undefined}
      >
        {Control && (
          <Control
            id={id}
            name={name}
            path={node.path}
            label={label}
            value={index < 0 ? undefined : index}
            schema={schemaOfIndex}
            uiSchema={noUiSchema}
            options={options}
            isRequired={node.isRequired}
            isDisabled={node.isDisabled}
            isReadOnly={node.isReadOnly}
            hasAutoFocus={false}
            placeholder=""
            errors={errors}
            describedBy={joinIds(
              help && getHelpId(id),
              errors.length > 0 && !node.hidesErrors && getErrorId(id),
            )}
            onChange={(value) => store.chooseBranch(node, choice, typeof value === 'number' ? value : -1)}
          />
        )}
        {!isHydrated && (
          <div className="entry-actions">
            {/* Enter in a field presses this button, so that it saves as in every other field. */}
            <button type="submit" hidden />
            <button
              type="submit"
              className="button button-quiet"
              formAction={`${rerenderAddress}#${id}`}
              name={showField}
              value={name}
            >
              {texts.showFields}
            </button>
          </div>
        )}
      </FieldFrame>
      {children}
    </>
  );
}

/** Returns the title of the choice or of its field; `''` if it is the title of the whole form. */
function getLabel(node: Node, { schema }: Choice): string {
  const own = schema.title?.trim() ?? '';
  if (node.path.length === 0) return own === getNodeTitle(node).trim() ? '' : own;
  // The node knows its number in a list, and the title in the uiSchema.
  return own === (node.schema.title?.trim() ?? '') ? getNodeTitle(node) : own || getNodeTitle(node);
}

/**
 * Returns the control that `ui:widget` names, or else radios for a few branches and a select for more. A widget in
 * the uiSchema of the chosen branch belongs to the field of that branch and is ignored here.
 */
function getChoiceControl({ uiSchema }: Node, { branches, uiSchemas, index }: Choice): 'radio' | 'select' {
  const belongsToBranch = getUiOption(uiSchemas[index], 'widget') !== undefined;
  const wanted = belongsToBranch ? null : getWidget(uiSchema);
  if (wanted === 'radio' || wanted === 'select') return wanted;
  return branches.length > fewBranches ? 'select' : 'radio';
}

const schemaOfIndex = { type: 'number' };
const noUiSchema = {};
const noErrors: readonly string[] = [];
