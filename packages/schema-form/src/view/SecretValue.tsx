import type { ReactNode } from 'react';
import { useViewContext } from '../context/form-context.ts';

interface SecretValueProps {
  /** The text whose end may be seen; null when nothing of it may. */
  text: string | null;
  title: string;
  /** The value, for those who ask for it. */
  children: ReactNode;
}

/** How many characters at the end stay readable, so that people know which value it is. */
const readable = 4;

/** A value that is masked until somebody asks for it; works without script. */
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
        <span className="view-spoken"> {title}</span>
      </summary>
      {children}
    </details>
  );
}
