import type { ReactNode } from 'react';

interface ViewRowProps {
  title: ReactNode;
  /** Without a label that people see, screen readers still say what the value is. */
  hasLabel?: boolean;
  children: ReactNode;
}

/** A name and its value, in a `<dl className="view">`. */
export function ViewRow({ title, hasLabel = true, children }: ViewRowProps) {
  return (
    <div className={hasLabel ? 'view-row' : 'view-row view-row-unlabelled'}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
