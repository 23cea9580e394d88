import { type ReactNode, useEffect, useRef } from 'react';

interface AlertProps {
  look: 'success' | 'error' | 'info';
  title?: string | undefined;
  /**
   * The alert takes the focus when it appears, so that people notice it and screen readers announce it; with
   * `when-free` only if nothing else has the focus, as after the focused button was removed.
   */
  takesFocus?: boolean | 'when-free';
  /** Whether a live region that was there before contains the alert, and announces it. */
  isInRegion?: boolean;
  children?: ReactNode;
}

/** Renders a box that reports the result of an action. */
export function Alert({ look, title, takesFocus = false, isInRegion = false, children }: AlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isFree = document.activeElement === document.body;
    if (takesFocus === true || (takesFocus && isFree)) box.current?.focus();
  }, [takesFocus]);
  return (
    <div
      className={`alert alert-${look}`}
      role={isInRegion ? undefined : look === 'error' ? 'alert' : 'status'}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without script, only the browser can lead people to the alert
      autoFocus={takesFocus === true}
      ref={box}
    >
      {title && <h2 className="alert-title">{title}</h2>}
      {children}
    </div>
  );
}
