import type { MultiSchemaFieldTemplateProps } from '@rjsf/utils';
import { isValidElement } from 'react';
import { useFormSurroundings } from '../form-texts.ts';

/** A choice between schemas: a list of them, and below it the fields of the one that was chosen. */
export function MultiSchemaFieldTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  const { texts } = useFormSurroundings();
  return (
    <>
      {isValidElement<{ id: string }>(selector) && (
        <div className="field">
          <label className="field-label" htmlFor={selector.props.id}>
            {texts.kind}
          </label>
          {selector}
        </div>
      )}
      {optionSchemaField}
    </>
  );
}
