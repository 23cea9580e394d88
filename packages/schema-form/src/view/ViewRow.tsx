import type { ReactNode } from 'react';

interface ViewRowProps {
  title: ReactNode;
  /** Whether the label is visible. Screen readers always announce it. */
  hasLabel?: boolean;
  children: ReactNode;
}

/** Shows a name and its value in a `<dl className="view">`. */
export function ViewRow({ title, hasLabel = true, children }: ViewRowProps) {
  return (
    <div className={hasLabel ? 'view-row' : 'view-row view-row-unlabelled'}>
      <dt className={hasLabel ? undefined : 'visually-hidden'}>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
