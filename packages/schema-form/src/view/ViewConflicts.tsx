import { useId } from 'react';
import { FormContext, type ViewContextValue } from '../context/form-context.ts';
import { conflictSides } from '../model/conflict-sides.ts';
import type { FieldChange } from '../model/field-changes.ts';
import { ChangedValue, ChangeTitle } from './ChangedValue.tsx';

/** The words of a choice between two values. */
export interface ConflictTexts {
  stored: string;
  mine: string;
  /** Stands for a value that is never shown, as that of a password. */
  secret: string;
}

interface ViewConflictsProps {
  /** The fields that two people changed: stored values before, own values after. */
  changes: readonly FieldChange[];
  context: ViewContextValue;
  texts: ConflictTexts;
  /** The beginning of the names of the radio buttons; the name of the field follows. */
  namePrefix: string;
}

/** Lets a person choose between the stored value and the own one of each field. The own one is chosen at first. */
export function ViewConflicts({ changes, context, texts, namePrefix }: ViewConflictsProps) {
  return (
    <FormContext value={context}>
      {changes.map((change) => (
        <fieldset className="conflict" key={change.name}>
          <legend className="field-label">
            <ChangeTitle titles={change.titles} />
          </legend>
          <Side change={change} side="stored" texts={texts} namePrefix={namePrefix} />
          <Side change={change} side="mine" texts={texts} namePrefix={namePrefix} />
        </fieldset>
      ))}
    </FormContext>
  );
}

interface SideProps extends Pick<ViewConflictsProps, 'texts' | 'namePrefix'> {
  change: FieldChange;
  side: keyof typeof conflictSides;
}

function Side({ change, side, texts, namePrefix }: SideProps) {
  const id = useId();
  return (
    <div className="conflict-side">
      <label className="choice">
        <input
          type="radio"
          name={`${namePrefix}${change.name}`}
          value={conflictSides[side]}
          defaultChecked={side === 'mine'}
          aria-describedby={`${id}-value`}
        />
        <span>{texts[side]}</span>
      </label>
      {/* The value is outside the label, because a masked one has a button of its own. */}
      <div className="conflict-value" id={`${id}-value`}>
        <ChangedValue
          change={change}
          side={side === 'stored' ? 'before' : 'after'}
          secretText={texts.secret}
        />
      </div>
    </div>
  );
}
