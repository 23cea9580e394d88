import { useContext, useEffect, useRef } from 'react';
import { useFormSurroundings } from '../../context/form-texts.ts';
import { openAround } from '../../controls/open-around.ts';
import { getAllErrors, getOwnErrors } from '../../model/all-errors.ts';
import type { ErrorSchema, JsonSchema, UiSchema } from '../../model/json-schema.ts';
import { getSections } from '../../model/sections.ts';
import { isListOfOneField } from '../../model/widget-names.ts';
import { getComplexFields } from '../../rjsf/complex-fields.ts';
import { useShownErrors } from '../../store/form-errors.ts';
import { StepsContext } from '../../store/steps-context.ts';

interface ErrorSummaryProps {
  /** As it is drawn, for the order of the page. */
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** Stands between the names in the ids of fields. */
  idSeparator: string;
}

interface SummaryLine {
  id: string;
  text: string;
}

/** Everything that is wrong, in the order of the page, each a link to its field. Takes the focus. */
export function ErrorSummary({ schema, uiSchema, idSeparator }: ErrorSummaryProps) {
  const { texts } = useFormSurroundings();
  const { errors, occasion } = useShownErrors();
  const box = useRef<HTMLDivElement>(null);
  const steps = useContext(StepsContext);
  const shown = steps?.pickShown(errors) ?? errors;
  const lines = occasion === null ? [] : getLines(shown, schema, uiSchema, idSeparator);
  // Each attempt to submit takes the focus anew, and opens what was closed since the last one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `occasion` is when, not what
  useEffect(() => {
    box.current?.focus();
    for (const { id } of lines) openAround(document.getElementById(id));
  }, [occasion]);
  if (lines.length === 0) return null;
  return (
    <div className="alert alert-error" role="alert" tabIndex={-1} ref={box}>
      <h2 className="alert-title">{texts.errorSummary}</h2>
      <ul>
        {lines.map(({ id, text }) => (
          <li key={id + text}>
            <a href={`#${id}`} onClick={(event) => focusField(event, id)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** With script the field itself is focused, or what is wrong in it, not only scrolled to. */
function focusField(event: React.MouseEvent, id: string): void {
  const field = findField(id);
  if (!field) return;
  event.preventDefault();
  openAround(field);
  const control = field.matches('fieldset')
    ? (field.querySelector<HTMLElement>('input[aria-invalid]') ??
      field.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ??
      field)
    : field;
  control.focus();
  control.closest('.field')?.scrollIntoView({ block: 'center' });
}

/** The field of a value, or of the nearest one around it that has a field. */
function findField(id: string): HTMLElement | null {
  if (id === '') return null;
  return document.getElementById(id) ?? findField(id.slice(0, Math.max(0, id.lastIndexOf('_'))));
}

function getLines(
  errors: ErrorSchema | undefined,
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  idSeparator: string,
  id = 'root',
  /** Those of a grid around it that are in here. */
  gridNames: readonly string[] = [],
): SummaryLine[] {
  if (!errors) return [];
  if (isListOfOneField(schema, uiSchema)) return getAllErrors(errors).map((text) => ({ id, text }));
  const own = getOwnErrors(errors);
  const ordered = getSections(schema, uiSchema).flatMap((section) => section.keys);
  const names = [...(getComplexFields()?.getGridNames(uiSchema) ?? []), ...gridNames];
  const keys = new Set([
    ...names.map((name) => name.replace(/\..*/, '')),
    ...ordered,
    ...Object.keys(errors),
  ]);
  if (own) keys.delete('__errors');
  const nested = [...keys].flatMap((key) => {
    const property = schema.properties?.[key];
    const next = typeof property === 'object' ? property : {};
    return getLines(
      errors[key] as ErrorSchema | undefined,
      next,
      uiSchema?.[key] as UiSchema,
      idSeparator,
      `${id}${idSeparator}${key}`,
      names.filter((name) => name.startsWith(`${key}.`)).map((name) => name.slice(key.length + 1)),
    );
  });
  return [...(own ?? []).map((text) => ({ id, text })), ...nested];
}
