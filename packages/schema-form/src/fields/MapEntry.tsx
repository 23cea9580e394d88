import { type ReactNode, use, useEffect, useLayoutEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { keySuffix } from '../model/map-changes.ts';
import type { Node } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { ActionButton } from './ActionButton.tsx';
import { AddedEntryContext } from './added-entry.ts';

/** An entry of a map: its name can be changed, and it can be removed. */
export function MapEntry({ node, children }: { node: Node; children: ReactNode }) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const added = use(AddedEntryContext);
  const isHydrated = useIsHydrated();
  const input = useRef<HTMLInputElement>(null);
  const key = String(node.path.at(-1));
  useLayoutEffect(() => {
    if (input.current) input.current.value = key;
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the entry appears
  useEffect(() => {
    if (added?.take(key)) input.current?.select();
  }, []);
  const isFixed = node.isDisabled || node.isReadOnly;
  // Without script the server would have to know what the root held before.
  const isAtRoot = node.path.length === 1;
  const parent = () => store.getParent(node);
  const rename = (wanted: string) => {
    const renamed = store.renameEntry(parent(), key, wanted);
    if (renamed === key && input.current) input.current.value = key;
  };
  return (
    <div className="entry">
      <label className="field-label" htmlFor={`${node.id}-key`}>
        {texts.key}
      </label>
      <input
        className="input"
        ref={input}
        id={`${node.id}-key`}
        name={isFixed || isAtRoot ? undefined : `${node.name}${keySuffix}`}
        defaultValue={key}
        disabled={isFixed}
        readOnly={isAtRoot && !isHydrated}
        onBlur={(event) => rename(event.target.value)}
      />
      {children}
      {!isFixed && (!isAtRoot || isHydrated) && (
        <div className="entry-actions">
          <ActionButton
            action="removeKey"
            name={node.name}
            label={texts.remove}
            of={key}
            listId={parent().id}
            onClick={() => store.removeEntry(parent(), key)}
          />
        </div>
      )}
    </div>
  );
}
