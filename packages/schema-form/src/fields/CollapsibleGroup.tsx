import { type CSSProperties, type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import type { Node } from '../model/nodes.ts';
import { getErrorsAt, hasErrors } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';
import { type Collapsing, isEmptyValue } from './collapsing.ts';

interface CollapsibleGroupProps {
  id: string;
  node: Node;
  /** The keys of the members that are in it; without them all of the node. */
  keys?: readonly string[];
  look: { className: string; style?: CSSProperties | undefined };
  titleClass: string;
  title: string;
  /** How it begins, when nothing in it is wrong. */
  collapsing: Collapsing;
  describedBy?: string | undefined;
  ref?: Ref<HTMLFieldSetElement> | undefined;
  children: ReactNode;
}

/** A group that can be closed. Closed too, what is in it is sent; with an error in it, it is open. */
export function CollapsibleGroup(props: CollapsibleGroupProps) {
  const { id, node, keys, look, titleClass, title, collapsing, describedBy, ref, children } = props;
  const { value, errors = {} } = useFieldState(node);
  const isInvalid = keys ? keys.some((key) => hasErrors(getErrorsAt(errors, [key]))) : hasErrors(errors);
  const details = useRef<HTMLDetailsElement>(null);
  // The browser opens and closes it; React only says how it begins.
  const isFilledIn = collapsing === 'closedWhenEmpty' && !isEmptyValue(value);
  const isCalledFor = isInvalid || isFilledIn;
  const [isOpen] = useState(isCalledFor || collapsing === 'open');
  useEffect(() => {
    if (isCalledFor && details.current) details.current.open = true;
  }, [isCalledFor]);
  const titleId = `${id}__title`;
  return (
    <details className={`foldable ${look.className}`} style={look.style} open={isOpen} ref={details}>
      <summary className={titleClass} id={titleId}>
        {title}
      </summary>
      <fieldset id={id} ref={ref} tabIndex={-1} aria-labelledby={titleId} aria-describedby={describedBy}>
        {children}
      </fieldset>
    </details>
  );
}
