import { Fragment, type MouseEvent, useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { usePhoneFormat } from '../context/use-phone-format.ts';
import { openAround } from '../controls/open-around.ts';
import { useFieldState, useFormStore, useReport, useRootNode } from '../store/store-context.ts';
import { focusField } from './focus-field.ts';
import { getSummaryLines } from './summary-lines.ts';

/** Lists every reported error in the order of the page, as links to the fields. Takes the focus. */
export function ErrorSummary() {
  const context = useFormContext();
  const { texts } = context;
  const store = useFormStore();
  const { attempt } = useReport();
  const root = useRootNode();
  // The names of entries change with their values.
  useFieldState(root);
  const box = useRef<HTMLDivElement>(null);
  const lines = attempt === null ? [] : getSummaryLines(root, store.getVisibleErrors(), { context, store });
  usePhoneFormat(box, lines.flatMap(({ places }) => places).join('\n'));
  // After each submit attempt, the summary takes the focus again and the groups with errors open again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is the trigger; the effect does not read it
  useEffect(() => {
    box.current?.focus();
    for (const { id } of lines) openAround(document.getElementById(id));
  }, [attempt]);
  if (lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: without script, only the browser can lead people to the errors
    <div className="alert alert-error" role="alert" tabIndex={-1} autoFocus ref={box}>
      <h2 className="alert-title">{texts.errorSummary}</h2>
      {lines.length > 1 && <p>{texts.errorCount(lines.length)}</p>}
      <ul>
        {lines.map(({ id, places, text }) => (
          <li key={id + text}>
            <a href={`#${id}`} onClick={(event) => follow(event, id)}>
              <PlaceNames names={places} />
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Renders the names before an error. Each is isolated, because it may be of another direction. */
function PlaceNames({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: names have no identity, and may be equal
    <Fragment key={index}>
      <bdi suppressHydrationWarning>{name}</bdi>
      {' – '}
    </Fragment>
  ));
}

function follow(event: MouseEvent, id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  focusField(field);
}
