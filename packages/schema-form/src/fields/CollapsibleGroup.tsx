import { type CSSProperties, type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import type { Node } from '../model/nodes.ts';
import { getErrorsAt, hasErrors } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';
import { type Collapsing, isEmptyValue } from './collapsing.ts';

interface CollapsibleGroupProps {
  id: string;
  node: Node;
  /** The keys of the members in the group; if omitted, it contains all members of the node. */
  keys?: readonly string[];
  look: { className: string; style?: CSSProperties | undefined };
  titleClass: string;
  title: string;
  /** The initial state of the group if it contains no errors. */
  collapsing: Collapsing;
  describedBy?: string | undefined;
  ref?: Ref<HTMLFieldSetElement> | undefined;
  children: ReactNode;
}

/** Renders a collapsible group. Its fields are submitted while it is closed. It opens when it contains an error. */
export function CollapsibleGroup(props: CollapsibleGroupProps) {
  const { id, node, keys, look, titleClass, title, collapsing, describedBy, ref, children } = props;
  const { value, errors = {} } = useFieldState(node);
  const isInvalid = keys ? keys.some((key) => hasErrors(getErrorsAt(errors, [key]))) : hasErrors(errors);
  const details = useRef<HTMLDetailsElement>(null);
  // The browser opens and closes the element; React sets only the initial state.
  const isFilledIn = collapsing === 'closedWhenEmpty' && !isEmptyValue(value);
  const mustBeOpen = isInvalid || isFilledIn;
  const [isOpen] = useState(mustBeOpen || collapsing === 'open');
  useEffect(() => {
    if (mustBeOpen && details.current) details.current.open = true;
  }, [mustBeOpen]);
  const titleId = `${id}__title`;
  return (
    <details className={`foldable ${look.className}`} style={look.style} open={isOpen} ref={details}>
      <summary className={titleClass} id={titleId}>
        <bdi suppressHydrationWarning>{title}</bdi>
      </summary>
      <fieldset id={id} ref={ref} tabIndex={-1} aria-labelledby={titleId} aria-describedby={describedBy}>
        {children}
      </fieldset>
    </details>
  );
}
