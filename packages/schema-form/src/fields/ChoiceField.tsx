import { type ReactNode, use } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { rerenderAddress, showField } from '../model/form-body.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { Choice, Node } from '../model/nodes.ts';
import { getErrorTexts } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { getBranchNames } from './branch-names.ts';
import { ControlsContext } from './controls-context.ts';

interface ChoiceFieldProps {
  node: Node;
  choice: Choice;
  /** The fields of the chosen branch. */
  children: ReactNode;
}

/** A choice between branches: which one, and its fields. Without script a button shows the fields of another one. */
export function ChoiceField({ node, choice, children }: ChoiceFieldProps) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const errors = getErrorTexts(useFieldState(node).errors);
  const names = getBranchNames(store.root, node, choice, texts);
  const isRadio = getUiOption(node.uiSchema, 'widget') === 'radio';
  const Control = use(ControlsContext)[isRadio ? 'radio' : 'select'];
  const options = names.map((title, value) => ({ title, value }));
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor={choice.id}>
          {texts.kind}
        </label>
        {Control && (
          <Control
            id={choice.id}
            name={choice.name}
            path={node.path}
            label={texts.kind}
            value={choice.index < 0 ? undefined : choice.index}
            schema={schemaOfIndex}
            uiSchema={noUiSchema}
            options={options}
            isRequired={node.isRequired}
            isDisabled={node.isDisabled}
            isReadOnly={node.isReadOnly}
            hasAutoFocus={false}
            placeholder=""
            errors={errors}
            describedBy={undefined}
            onChange={(index) => store.chooseBranch(node, choice, typeof index === 'number' ? index : -1)}
          />
        )}
        {!isHydrated && (
          <div className="entry-actions">
            {/* What Enter in a field presses: saving, as elsewhere. */}
            <button type="submit" hidden />
            <button
              type="submit"
              className="button button-quiet"
              formAction={`${rerenderAddress}#${choice.id}`}
              name={showField}
              value={choice.name}
            >
              {texts.showFields}
            </button>
          </div>
        )}
      </div>
      {children}
    </>
  );
}

const schemaOfIndex = { type: 'number' };
const noUiSchema = {};
