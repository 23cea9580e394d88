import type { FieldProps, FieldTemplateProps, WidgetProps } from '@rjsf/utils';
import type { FormRegistry, ValueProps } from 'schema-form';

const five = [1, 2, 3, 4, 5];

/** Renders a rating of up to five stars. It uses radio buttons, so that it works without a script. */
function Stars({ id, htmlName, value, disabled, readonly, onChange, onBlur, onFocus }: WidgetProps) {
  return (
    <div className="choices">
      {five.map((count) => (
        <label className="choice" key={count}>
          <input
            id={`${id}-${count}`}
            type="radio"
            name={htmlName}
            value={count}
            defaultChecked={value === count}
            disabled={disabled || readonly}
            onChange={() => onChange(count)}
            onBlur={() => onBlur(id, count)}
            onFocus={() => onFocus(id, count)}
          />
          <span>{'★'.repeat(count)}</span>
        </label>
      ))}
    </div>
  );
}
Stars.labelling = 'legend' as const;

function StarsValue({ value }: ValueProps) {
  return <span>{'★'.repeat(Number(value))}</span>;
}

function Pair({ fieldPathId, formData, onChange }: FieldProps) {
  const shown = typeof formData?.x === 'number' ? formData.x : 0;
  return (
    <>
      <input type="hidden" name={`${fieldPathId.name}[x]`} value={shown} />
      <button className="button" type="button" onClick={() => onChange({ x: shown + 1 }, fieldPathId.path)}>
        Point {shown}
      </button>
    </>
  );
}

function Card({ label, children, errors }: FieldTemplateProps) {
  return (
    <section className="entry" aria-label={`Card of ${label}`}>
      {children}
      {errors}
    </section>
  );
}

export const registry: FormRegistry = {
  widgets: { stars: Stars },
  fields: { pair: Pair },
  templates: { card: Card },
  values: { stars: StarsValue },
};
