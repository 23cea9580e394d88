import type { MultiSchemaFieldTemplateProps } from '@rjsf/utils';
import { isValidElement } from 'react';
import { useFormSurroundings } from '../../context/form-texts.ts';
import { useIsHydrated } from '../../controls/use-is-hydrated.ts';
import { redrawAddress, showField } from '../../model/form-body.ts';

/**
 * A choice between schemas: a list of them, and below it the fields of the one that was chosen.
 * Without script a button shows them.
 */
export function MultiSchemaFieldTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  const { texts } = useFormSurroundings();
  const isHydrated = useIsHydrated();
  return (
    <>
      {isValidElement<{ id: string; htmlName: string }>(selector) && (
        <div className="field">
          <label className="field-label" htmlFor={selector.props.id}>
            {texts.kind}
          </label>
          {selector}
          {!isHydrated && (
            <div className="entry-actions">
              {/* What Enter in a field presses, as it does elsewhere: saving. */}
              <button type="submit" hidden />
              <button
                type="submit"
                className="button button-quiet"
                formAction={`${redrawAddress}#${selector.props.id}`}
                name={showField}
                value={selector.props.htmlName}
              >
                {texts.showFields}
              </button>
            </div>
          )}
        </div>
      )}
      {optionSchemaField}
    </>
  );
}
