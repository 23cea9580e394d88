import { type ReactNode, useEffect, useRef } from 'react';

let isFirstPage = true;

/** The page's heading. Takes the focus when one page follows another without a reload. */
export function PageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Something that has just happened is said first, and has the focus already.
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
