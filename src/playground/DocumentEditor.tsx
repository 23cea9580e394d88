import type { DocumentName } from '../../shared/playground.ts';

interface DocumentEditorProps {
  name: DocumentName;
  label: string;
  value: string;
  problems: readonly { pointer: string; message: string; severity: 'error' | 'warning' }[];
  isInvalid: boolean;
  onChange(text: string): void;
}

export function DocumentEditor({ name, label, value, isInvalid, onChange }: DocumentEditorProps) {
  return (
    <textarea
      className="input code"
      id={name}
      name={name}
      rows={name === 'schema' ? 16 : 6}
      dir="ltr"
      spellCheck="false"
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
