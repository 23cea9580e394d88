import { useFormSurroundings } from '../../context/form-texts.ts';

/** What can't be drawn: never raw JSON Schema, one kind sentence instead. */
export function UnsupportedFieldTemplate() {
  const { texts } = useFormSurroundings();
  return <p className="field-help">{texts.unsupported}</p>;
}
