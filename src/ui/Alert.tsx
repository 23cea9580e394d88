import { type ReactNode, useEffect, useRef } from 'react';

interface AlertProps {
  look: 'success' | 'error' | 'info';
  title?: string | undefined;
  /** The alert takes the focus when it appears, so that people notice it and screen readers announce it. */
  takesFocus?: boolean;
  children?: ReactNode;
}

/** A box that reports the result of an action. */
export function Alert({ look, title, takesFocus = false, children }: AlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <div
      className={`alert alert-${look}`}
      role={look === 'error' ? 'alert' : 'status'}
      tabIndex={-1}
      ref={box}
    >
      {title && <h2 className="alert-title">{title}</h2>}
      {children}
    </div>
  );
}
