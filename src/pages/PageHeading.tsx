import { type ReactNode, useEffect, useRef } from 'react';

let isFirstPage = true;

/** Renders the page's heading, which takes the focus after a client navigation. */
export function PageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // An alert on the page may have the focus already; screen readers announce it first.
    const isTaken = document.activeElement?.closest('main');
    if (!isFirstPage && !isTaken) heading.current?.focus();
    isFirstPage = false;
  }, []);
  return (
    <h1 className="page-title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
