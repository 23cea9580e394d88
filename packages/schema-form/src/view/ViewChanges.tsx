import { FormContext, type ViewContextValue } from '../context/form-context.ts';
import type { FieldChange } from '../model/field-changes.ts';
import { ChangedValue, ChangeTitle } from './ChangedValue.tsx';
import { ViewRow } from './ViewRow.tsx';

/** The words around changed values. */
export interface ChangeTexts {
  /** Announced before the value of each side. */
  before: string;
  after: string;
  /** Stands for a value that is never shown, as that of a password. */
  secret: string;
}

interface ViewChangesProps {
  changes: readonly FieldChange[];
  context: ViewContextValue;
  texts: ChangeTexts;
}

/** Shows changed fields as a page to read: the title, the old value and the new one. Sensitive values are masked. */
export function ViewChanges({ changes, context, texts }: ViewChangesProps) {
  return (
    <FormContext value={context}>
      <dl className="view">
        {changes.map((change) => (
          <ViewRow key={change.name} title={<ChangeTitle titles={change.titles} />}>
            <div className="change">
              <del className="change-before">
                <span className="visually-hidden">{texts.before} </span>
                <ChangedValue change={change} side="before" secretText={texts.secret} />
              </del>
              <ins className="change-after">
                {/* The words before the values say the same. */}
                <span className="change-arrow" aria-hidden="true" />
                <div className="change-value">
                  <span className="visually-hidden">{texts.after} </span>
                  <ChangedValue change={change} side="after" secretText={texts.secret} />
                </div>
              </ins>
            </div>
          </ViewRow>
        ))}
      </dl>
    </FormContext>
  );
}
