import type { ReactNode } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { getErrorId, getHelpId, joinIds } from '../controls/description-ids.ts';
import type { Labelling } from '../model/control-names.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { Node } from '../model/nodes.ts';
import { useFrameLook } from './frame-look.ts';
import { HelpText } from './HelpText.tsx';

interface FieldFrameProps {
  /** The node of the field. */
  node: Node;
  /** By default the id of the node. */
  id?: string;
  label: string;
  /** By default the help text of the node. */
  help?: string | null;
  errors: readonly string[];
  labelling: Labelling;
  /** Whether only screen readers get the label; by default the `label` option decides. */
  isLabelHidden?: boolean;
  /** Set for radios: the role `radiogroup` tells screen readers more than a fieldset does. */
  radioGroup?: { isRequired: boolean } | undefined;
  children: ReactNode;
}

/** Renders a control with its label, help and errors. */
export function FieldFrame(props: FieldFrameProps) {
  const { node, id = node.id, label, help = node.help, errors, labelling, radioGroup, children } = props;
  const { isLabelHidden = getUiOption(node.uiSchema, 'label') === false } = props;
  const { texts } = useFormContext();
  const isInvalid = errors.length > 0;
  const look = useFrameLook(node.uiSchema, isInvalid ? 'field field-invalid' : 'field');
  const hasError = isInvalid && !node.hidesErrors;
  const labelClass = isLabelHidden ? 'field-label visually-hidden' : 'field-label';
  const name = (
    <>
      <bdi>{label}</bdi>
      {!node.isRequired && !node.isReadOnly && <span className="field-optional">{` ${texts.optional}`}</span>}
    </>
  );
  const content = (
    <>
      {help && <HelpText node={{ id, help, uiSchema: node.uiSchema }} />}
      {hasError && <ErrorTexts id={id} errors={errors} />}
      {children}
    </>
  );
  if (labelling === 'legend') {
    return (
      <fieldset
        {...look}
        id={id}
        tabIndex={-1}
        aria-describedby={joinIds(help && getHelpId(id), hasError && getErrorId(id))}
        {...(radioGroup && {
          role: 'radiogroup',
          'aria-required': radioGroup.isRequired || undefined,
          'aria-invalid': isInvalid || undefined,
        })}
      >
        <legend className={labelClass}>{name}</legend>
        {content}
      </fieldset>
    );
  }
  return (
    <div {...look}>
      {labelling === 'label' && (
        <label className={labelClass} htmlFor={id}>
          {name}
        </label>
      )}
      {content}
    </div>
  );
}

/** Renders the errors of a field. The control refers to their id in `aria-describedby`. */
export function ErrorTexts({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <p className="field-error" id={getErrorId(id)}>
      {errors.map((error) => (
        <span key={error}>{error}</span>
      ))}
    </p>
  );
}
