import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { LeafField } from './LeafField.tsx';

type ValueType = 'string' | 'number' | 'boolean';

/**
 * A value of which the schema says no type, or several: an editor with a choice of types where
 * there is one. Without script it is a line of text.
 */
export function UntypedField(props: FieldProps) {
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const { texts } = useFormSurroundings();
  const types = getChoices(schema['x-types']);
  const [chosen, setChosen] = useState<ValueType>(() => getTypeOf(props.formData, types));
  const { fieldPathId, onChange } = props;
  const drawn: JsonSchema = { ...schema, type: chosen };
  delete drawn['x-types'];
  // Lists and objects of unknown shape stay as they are; no customer is shown JSON.
  const isFixed = typeof props.formData === 'object' && props.formData !== null;
  const choose = (type: ValueType) => {
    setChosen(type);
    onChange(convert(props.formData, type), fieldPathId.path, undefined, fieldPathId.$id);
  };
  return (
    <div className="untyped">
      <LeafField
        {...props}
        key={chosen}
        schema={(isFixed ? { ...drawn, type: 'string' } : drawn) as never}
        uiSchema={(isFixed ? { ...uiSchema, 'ui:help': texts.unsupported } : uiSchema) as never}
        formData={isFixed ? undefined : props.formData}
        disabled={Boolean(props.disabled || isFixed)}
      />
      {types.length > 1 && !isFixed && (
        <label className="untyped-type">
          {texts.kind}{' '}
          <select value={chosen} onChange={(event) => choose(event.target.value as ValueType)}>
            {types.map((type) => (
              <option key={type} value={type}>
                {texts.kinds[type]}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function getChoices(types: unknown): ValueType[] {
  const named = Array.isArray(types) ? types.map((type) => (type === 'integer' ? 'number' : type)) : [];
  const known = (['string', 'number', 'boolean'] as const).filter((type) => named.includes(type));
  return known.length > 0 ? known : ['string'];
}

function getTypeOf(value: unknown, types: readonly ValueType[]): ValueType {
  return types.find((type) => typeof value === type) ?? types[0] ?? 'string';
}

/** What was typed stays where the new type can hold it. */
function convert(value: unknown, type: ValueType): unknown {
  if (value === undefined || value === null) return undefined;
  if (type === 'string') return String(value);
  if (type === 'boolean') return value === true || value === 'true';
  const number = Number(value);
  return value === '' || Number.isNaN(number) ? undefined : number;
}
