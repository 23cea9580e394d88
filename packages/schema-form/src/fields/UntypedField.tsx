import { useMemo, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import type { JsonValue } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { UntypedNode, ValueNode } from '../model/nodes.ts';
import { jsonType, typeSuffix } from '../model/submitted-types.ts';
import { useFieldState } from '../store/store-context.ts';
import { useChange } from './change-context.ts';
import { ValueField } from './ValueField.tsx';

type ValueType = UntypedNode['types'][number];

/**
 * Renders a value whose schema allows several types: a control, and a select for the type if there are several.
 */
export function UntypedField({ node }: { node: UntypedNode }) {
  const { types, schema } = node;
  const { texts } = useFormContext();
  const change = useChange();
  const isHydrated = useIsHydrated();
  const { value } = useFieldState(node);
  const [chosen, setChosen] = useState<ValueType>(() => getTypeOf(value, types));
  // Lists and objects of unknown shape are read-only, because customers must not have to edit JSON.
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
  // Without script, the server learns the type from this field.
  const typeName = `${node.name}${typeSuffix}`;
  const canChoose = types.length > 1 && !isFixed && !node.isDisabled && !node.isReadOnly;
  return (
    <div className="untyped">
      <ValueField key={chosen} node={typed} />
      {isFixed && !node.isDisabled && !isHydrated && (
        <>
          <input type="hidden" name={node.name} value={JSON.stringify(value)} />
          <input type="hidden" name={typeName} value={jsonType} />
        </>
      )}
      {node.isReadOnly && !isFixed && <input type="hidden" name={typeName} value={chosen} />}
      {canChoose && (
        <label className="untyped-type">
          {texts.kind}{' '}
          <select
            name={typeName}
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

/** Converts a value to a type; undefined if the type cannot represent it. */
function convert(value: JsonValue | undefined, type: ValueType): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (type === 'string') return String(value);
  if (type === 'boolean') return value === true || value === 'true';
  const number = Number(value);
  return value === '' || Number.isNaN(number) ? undefined : number;
}
