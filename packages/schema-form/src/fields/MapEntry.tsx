import { type ReactNode, use, useEffect, useLayoutEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getFreeKeys, keySuffix } from '../model/map-changes.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Node } from '../model/nodes.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { ActionButton } from './ActionButton.tsx';
import { AddedEntryContext } from './added-entry.ts';

/** Renders an entry of a map, which can be renamed and removed. */
export function MapEntry({ node, children }: { node: Node; children: ReactNode }) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const added = use(AddedEntryContext);
  const isHydrated = useIsHydrated();
  const input = useRef<HTMLInputElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const key = String(node.path.at(-1));
  useLayoutEffect(() => {
    if (input.current) input.current.value = key;
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the entry appears
  useEffect(() => {
    if (!added?.take(key)) return;
    input.current?.select();
    select.current?.focus();
  }, []);
  const isFixed = node.isDisabled || node.isReadOnly;
  // Without script, entries of the root can't be changed: the server can't tell which entries the root had before.
  const isAtRoot = node.path.length === 1;
  const parent = () => store.getParent(node);
  const { keys } = parent();
  const { value } = useFieldState(parent());
  const attributes = {
    className: 'input',
    id: `${node.id}-key`,
    name: isFixed || isAtRoot ? undefined : `${node.name}${keySuffix}`,
    disabled: isFixed,
  };
  const rename = (wanted: string) => {
    const renamed = store.renameEntry(parent(), key, wanted);
    if (renamed === key && input.current) input.current.value = key;
  };
  return (
    <div className="entry">
      <label className="field-label" htmlFor={`${node.id}-key`}>
        {texts.key}
      </label>
      {keys === null ? (
        <input
          {...attributes}
          ref={input}
          defaultValue={key}
          readOnly={isAtRoot && !isHydrated}
          onBlur={(event) => rename(event.target.value)}
        />
      ) : (
        <select
          {...attributes}
          ref={select}
          disabled={isFixed || (isAtRoot && !isHydrated)}
          value={key}
          onChange={(event) => rename(event.target.value)}
        >
          {[key, ...getFreeKeys(keys, value)].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      {children}
      {!isFixed && (!isAtRoot || isHydrated) && (
        <div className="entry-actions">
          <ActionButton
            action="removeKey"
            name={node.name}
            label={texts.remove}
            of={getNodeTitle(node)}
            listId={parent().id}
            onClick={() => store.removeEntry(parent(), key)}
          />
        </div>
      )}
    </div>
  );
}
