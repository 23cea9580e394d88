import { useMemo, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import type { JsonValue } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { UntypedNode, ValueNode } from '../model/nodes.ts';
import { useFieldState } from '../store/store-context.ts';
import { useChange } from './change-context.ts';
import { ValueField } from './ValueField.tsx';

type ValueType = UntypedNode['types'][number];

/**
 * A value whose schema leaves its type open: a control with a choice of types where there are several. Without script
 * it is a line of text.
 */
export function UntypedField({ node }: { node: UntypedNode }) {
  const { types, schema } = node;
  const { texts } = useFormContext();
  const change = useChange();
  const { value } = useFieldState(node);
  const [chosen, setChosen] = useState<ValueType>(() => getTypeOf(value, types));
  // Lists and objects of an unknown shape stay as they are: no customer is shown JSON.
  const isFixed = typeof value === 'object' && value !== null;
  const typed = useMemo((): ValueNode => {
    const type = isFixed ? 'string' : chosen;
    const nodeType = type === 'string' ? 'text' : type;
    const own: ValueNode = { ...node, type: nodeType, schema: { ...schema, type }, options: [] };
    return isFixed ? { ...own, isDisabled: true, help: texts.unsupported } : own;
  }, [node, schema, chosen, isFixed, texts]);
  const choose = (type: ValueType) => {
    setChosen(type);
    change(node, convert(value, type));
  };
  return (
    <div className="untyped">
      <ValueField key={chosen} node={typed} />
      {types.length > 1 && !isFixed && (
        <label className="untyped-type">
          {texts.kind}{' '}
          <select
            aria-label={`${texts.kind}: ${getNodeTitle(node)}`}
            value={chosen}
            onChange={(event) => choose(event.target.value as ValueType)}
          >
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

function getTypeOf(value: unknown, types: readonly ValueType[]): ValueType {
  return types.find((type) => typeof value === type) ?? types[0] ?? 'string';
}

/** What was typed stays where the new type can hold it. */
function convert(value: JsonValue | undefined, type: ValueType): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (type === 'string') return String(value);
  if (type === 'boolean') return value === true || value === 'true';
  const number = Number(value);
  return value === '' || Number.isNaN(number) ? undefined : number;
}
