import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';

export interface FoldableProps {
  id: string;
  look: 'group' | 'section';
  title: string;
  /** Whether it is closed at first, when nothing in it is wrong. */
  isCollapsed: boolean;
  /** Whether anything in it has a fault. */
  isFaulty: boolean;
  /** The ids of what describes it. */
  describedBy?: string | undefined;
  /** Of what holds its content. */
  ref?: Ref<HTMLFieldSetElement>;
  children: ReactNode;
}

/** What can be closed. Closed too, what is in it is sent; with a fault in it, it is open. */
export function Foldable(props: FoldableProps) {
  const { id, look, title, isCollapsed, isFaulty, describedBy, ref, children } = props;
  const details = useRef<HTMLDetailsElement>(null);
  // The browser opens and closes it; React only says how it begins.
  const [isOpen] = useState(isFaulty || !isCollapsed);
  useEffect(() => {
    if (isFaulty && details.current) details.current.open = true;
  }, [isFaulty]);
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
