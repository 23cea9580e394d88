import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  look?: 'main' | 'quiet';
  /** The label while `isBusy`. A busy button can't be pressed, and keeps the focus. */
  busyText?: string | undefined;
  isBusy?: boolean;
}

export function Button({
  look = 'main',
  busyText,
  isBusy = false,
  type = 'submit',
  children,
  onClick,
  ...attributes
}: ButtonProps) {
  return (
    <button
      {...attributes}
      type={type}
      className={look === 'main' ? 'button' : 'button button-quiet'}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy && busyText ? busyText : children}
    </button>
  );
}
