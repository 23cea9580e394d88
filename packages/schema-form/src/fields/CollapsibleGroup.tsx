import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import type { Node } from '../model/nodes.ts';
import { getErrorsAt, hasErrors } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';

interface CollapsibleGroupProps {
  id: string;
  node: Node;
  /** The keys of the members that are in it; without them all of the node. */
  keys?: readonly string[];
  look: 'group' | 'section';
  title: string;
  /** Whether it is closed at first, when nothing in it is wrong. */
  isCollapsed: boolean;
  describedBy?: string | undefined;
  ref?: Ref<HTMLFieldSetElement>;
  children: ReactNode;
}

/** A group that can be closed. Closed too, what is in it is sent; with an error in it, it is open. */
export function CollapsibleGroup(props: CollapsibleGroupProps) {
  const { id, node, keys, look, title, isCollapsed, describedBy, ref, children } = props;
  const { errors = {} } = useFieldState(node);
  const isInvalid = keys ? keys.some((key) => hasErrors(getErrorsAt(errors, [key]))) : hasErrors(errors);
  const details = useRef<HTMLDetailsElement>(null);
  // The browser opens and closes it; React only says how it begins.
  const [isOpen] = useState(isInvalid || !isCollapsed);
  useEffect(() => {
    if (isInvalid && details.current) details.current.open = true;
  }, [isInvalid]);
  const titleId = `${id}__title`;
  return (
    <details className={`foldable ${look}`} open={isOpen} ref={details}>
      <summary className={`${look}-title`} id={titleId}>
        {title}
      </summary>
      <fieldset id={id} ref={ref} tabIndex={-1} aria-labelledby={titleId} aria-describedby={describedBy}>
        {children}
      </fieldset>
    </details>
  );
}
