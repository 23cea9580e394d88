import { type ReactNode, use, useMemo } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { rerenderAddress, showField } from '../model/form-body.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Choice, Node, Option } from '../model/nodes.ts';
import { getWidget } from '../model/widget-name.ts';
import { getErrorTexts } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { getBranchNames } from './branch-names.ts';
import { ControlsContext } from './controls-context.ts';
import { getErrorId, getHelpId, joinIds } from './description-ids.ts';
import { FieldFrame } from './FieldFrame.tsx';

interface ChoiceFieldProps {
  node: Node;
  choice: Choice;
  help?: string | null;
  /** Whether the label is for screen readers alone, since the name of the value stands above it. */
  isLabelHidden?: boolean;
  /** Whether the errors of the value itself are reported here, and not by a field inside it. */
  hasErrors?: boolean;
  /** The fields of the chosen branch. */
  children: ReactNode;
}

/** Up to so many branches are all visible at once. */
const fewBranches = 5;

/** A choice between branches: which one, and its fields. Without script a button shows the fields of another one. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { node, choice, help = null, isLabelHidden = false, hasErrors = false, children } = props;
  const { id, name, index } = choice;
  const context = useFormContext();
  const { texts } = context;
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const own = getErrorTexts(useFieldState(node).errors);
  const errors = hasErrors ? own : noErrors;
  const { root } = store;
  const names = useMemo(() => getBranchNames(root, node, choice, context), [root, node, choice, context]);
  const control = getChoiceControl(node, choice);
  const Control = use(ControlsContext)[control];
  const isRadio = control === 'radio';
  const options = names.map((title, value): Option => ({ title, value }));
  // A select has such an option itself.
  if (isRadio && !node.isRequired) options.push({ title: '', value: null });
  const label = getLabel(node, choice) || texts.choose;
  return (
    <>
      <FieldFrame
        node={node}
        id={id}
        label={label}
        help={help}
        errors={errors}
        isOptional={!node.isRequired && !node.isReadOnly}
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
            {/* What Enter in a field presses: saving, as elsewhere. */}
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

/** The title of the choice, or of its field; none for the title of the form itself. */
function getLabel(node: Node, { schema }: Choice): string {
  const own = schema.title?.trim() ?? '';
  if (node.path.length === 0) return own === getNodeTitle(node).trim() ? '' : own;
  return own || getNodeTitle(node);
}

/** Radios for a few branches, or what `ui:widget` asks for. A widget of the chosen branch is for its own field. */
function getChoiceControl({ uiSchema }: Node, { branches, uiSchemas, index }: Choice): 'radio' | 'select' {
  const isOfBranch = getUiOption(uiSchemas[index], 'widget') !== undefined;
  const wanted = isOfBranch ? null : getWidget(uiSchema);
  if (wanted === 'radio' || wanted === 'select') return wanted;
  return branches.length > fewBranches ? 'select' : 'radio';
}

const schemaOfIndex = { type: 'number' };
const noUiSchema = {};
const noErrors: readonly string[] = [];
