import { createSchemaUtils, type RJSFSchema, type ValidatorType } from '@rjsf/utils';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormSurroundings } from '../../context/form-texts.ts';
import {
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type UiSchema,
} from '../../model/json-schema.ts';
import { hasOneShape } from '../../model/schema-kind.ts';
import { getSections, type Section } from '../../model/sections.ts';
import { getStepOf, pickErrors, type StepMove, stepFields } from '../../model/steps.ts';
import { getComplexFields } from '../../rjsf/complex-fields.ts';
import type { FormSteps } from '../../store/steps-context.ts';

export interface StepsProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonObject;
  serverErrors: ErrorSchema;
  check(data: JsonObject): ErrorSchema;
  validator: ValidatorType;
  surroundings: FormSurroundings;
  move?: StepMove | null;
  onStep?(step: number): void;
  /** The form itself; null where it can't have steps. */
  draw(steps: FormSteps | null): ReactNode;
}

const headingId = 'root__step';

/** A form of which one section is in sight at a time. */
export function Steps(props: StepsProps) {
  const { schema, uiSchema, serverErrors, validator, move = null, onStep, draw } = props;
  const { texts } = props.surroundings;
  const [data, setData] = useState(props.data);
  const drawn = useMemo(() => getComplexFields()?.normaliseSchema(schema) ?? schema, [schema]);
  const resolved = useMemo(() => resolve(drawn, data, validator), [drawn, data, validator]);
  const sections = useMemo(() => getSections(resolved, uiSchema), [resolved, uiSchema]);

  /** The section of that number, or the one in which its place would be. */
  const find = (id: number): Section | undefined =>
    sections.find((section) => section.id >= id) ?? sections.at(-1);
  const findFaulty = (errors: ErrorSchema): Section | undefined => {
    const numbers = Object.keys(errors).map((key) => getStepOf(uiSchema, key));
    return numbers.length > 0 ? find(Math.min(...numbers)) : undefined;
  };
  const getNeighbour = (from: number, by: StepMove['by']): Section | undefined =>
    by === 0
      ? find(from)
      : by > 0
        ? find(from + 1)
        : (sections.findLast((section) => section.id < from) ?? sections[0]);

  const [at, setAt] = useState(
    () => (findFaulty(serverErrors) ?? (move ? getNeighbour(move.from, move.by) : undefined))?.id ?? 0,
  );
  // What comes later, from the server or from what was kept, leads to its step before it is drawn.
  const [seen, setSeen] = useState({ serverErrors, move });
  if (seen.serverErrors !== serverErrors || seen.move !== move) {
    setSeen({ serverErrors, move });
    const wanted =
      seen.serverErrors === serverErrors
        ? move && getNeighbour(move.from, move.by)
        : findFaulty(serverErrors);
    if (wanted) setAt(wanted.id);
  }

  const current = find(at);
  const index = current ? sections.indexOf(current) : 0;
  const next = sections[index + 1];
  const before = sections[index - 1];
  const isShown = (key: string) => find(getStepOf(uiSchema, key)) === current;
  const latest = useRef({ isShown, isLast: !next });
  latest.current = { isShown, isLast: !next };
  const checkAll = props.check;
  const check = useCallback(
    (values: JsonObject) => {
      const { isShown, isLast } = latest.current;
      return pickErrors(checkAll(values), (key) => isLast || isShown(key));
    },
    [checkAll],
  );

  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (moves > 0) document.getElementById(headingId)?.focus();
  }, [moves]);
  useEffect(() => onStep?.(at), [onStep, at]);
  useSingleClicks();

  const go = (section: Section) => {
    setAt(section.id);
    setMoves(moves + 1);
  };
  // A choice between schemas at the root draws sections of its own.
  if (!current || resolved.oneOf || resolved.anyOf) return draw(null);
  return draw({
    frame: (section, fields) => {
      const isCurrent = section.id === current.id;
      const number = sections.findIndex(({ id }) => id === section.id) + 1;
      const page = (
        <fieldset className="section" key={section.id} hidden={!isCurrent}>
          <legend className="section-title">
            <h2 className="step-title" id={isCurrent ? headingId : undefined} tabIndex={-1}>
              {texts.step(number, sections.length, section.title)}
            </h2>
          </legend>
          {fields}
        </fieldset>
      );
      if (number > 1 || !next) return page;
      // Enter in a field presses the first button of a form, which may be one of a list.
      return [
        <input type="hidden" key="at" name={stepFields.at} value={current.id} />,
        <button
          className="visually-hidden"
          key="next"
          type="submit"
          name={stepFields.next}
          value={current.id}
          tabIndex={-1}
          aria-hidden="true"
        />,
        page,
      ];
    },
    next: next ? (
      <button className="button" type="submit" name={stepFields.next} value={current.id}>
        {texts.next}
      </button>
    ) : null,
    back: before && (
      <button
        className="button button-quiet"
        type="submit"
        name={stepFields.back}
        value={current.id}
        onClick={(event) => {
          event.preventDefault();
          go(before);
        }}
      >
        {texts.back}
      </button>
    ),
    check,
    pickShown: (errors) => pickErrors(errors, isShown),
    change: (values) => {
      if (!hasOneShape(drawn)) setData(values);
    },
    fail: (values) => {
      const faulty = findFaulty(check(values));
      if (faulty) setAt(faulty.id);
    },
    goOn: () => {
      if (next) go(next);
      return next !== undefined;
    },
  });
}

/** The schema with the properties that there are for these data. */
function resolve(schema: JsonSchema, data: JsonObject, validator: ValidatorType): JsonSchema {
  if (hasOneShape(schema)) return schema;
  const root = schema as RJSFSchema;
  const resolved: unknown = createSchemaUtils(validator, root).retrieveSchema(root, data);
  return isJsonObject(resolved) ? (resolved as JsonSchema) : schema;
}

/** The second click of a double click would press the button of the step that has come. */
function useSingleClicks(): void {
  useEffect(() => {
    const stop = (event: MouseEvent) => {
      const isSubmit = event.target instanceof Element && event.target.closest('.form [type="submit"]');
      if (event.detail > 1 && isSubmit) event.preventDefault();
    };
    window.addEventListener('click', stop, true);
    return () => window.removeEventListener('click', stop, true);
  }, []);
}
