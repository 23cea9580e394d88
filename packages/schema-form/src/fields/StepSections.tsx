import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useFormContext } from '../context/form-context.ts';
import type { Section } from '../model/nodes.ts';
import { stepFields } from '../model/steps.ts';
import { useFormStore, useStep } from '../store/store-context.ts';

interface StepSectionsProps {
  sections: readonly Section[];
  renderMembers(section: Section): ReactNode;
}

const headingId = 'root__step';

/** Sections of which one is visible; the others are hidden, and sent too. */
export function StepSections({ sections, renderMembers }: StepSectionsProps) {
  const { texts } = useFormContext();
  const step = useStep();
  const store = useFormStore();
  const moves = useSyncExternalStore(store.subscribe, store.getMoves, store.getMoves);
  useEffect(() => {
    if (moves > 0) document.getElementById(headingId)?.focus();
  }, [moves]);
  useSingleClicks();
  const isLast = sections.at(-1)?.index === step;
  return (
    <>
      {!isLast && (
        <>
          <input type="hidden" name={stepFields.at} value={step ?? 0} />
          {/* What Enter in a field presses: the first button of a form, which may be one of a list. */}
          <button
            className="visually-hidden"
            type="submit"
            name={stepFields.next}
            value={step ?? 0}
            tabIndex={-1}
            aria-hidden="true"
          />
        </>
      )}
      {sections.map((section, position) => {
        const isCurrent = section.index === step;
        return (
          <fieldset className="section" key={section.index} hidden={!isCurrent}>
            <legend className="section-title">
              <h2 className="step-title" id={isCurrent ? headingId : undefined} tabIndex={-1}>
                {texts.step(position + 1, sections.length, section.title)}
              </h2>
            </legend>
            {renderMembers(section)}
          </fieldset>
        );
      })}
    </>
  );
}

/** The second click of a double click would press the button of the step that has appeared. */
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
