import type { ReactNode } from 'react';
import { useViewContext } from '../context/form-context.ts';

interface SecretValueProps {
  /** The text whose last characters are visible; null if none are. */
  text: string | null;
  title: string;
  /** The value, which is shown on request. */
  children: ReactNode;
}

/** The number of visible characters at the end, which help people recognize the value. */
const readable = 4;

/** Masks a value until a person asks to see it. It works without a script. */
export function SecretValue({ text, title, children }: SecretValueProps) {
  const { texts } = useViewContext();
  const characters = [...(text ?? '')];
  const isLong = characters.length > readable;
  const dots = isLong ? characters.length - readable : readable;
  return (
    <details className="view-secret">
      <summary>
        <bdi className="view-mask">
          <span aria-hidden="true">{'•'.repeat(dots)}</span>
          {isLong && characters.slice(-readable).join('')}
        </bdi>{' '}
        <span className="view-toggle">
          <span className="view-show">{texts.show}</span>
          <span className="view-hide">{texts.hide}</span>
        </span>
        <span className="visually-hidden"> {title}</span>
      </summary>
      {children}
    </details>
  );
}
