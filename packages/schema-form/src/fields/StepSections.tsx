import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import type { Section } from '../model/nodes.ts';
import { stepFields, stepParameter } from '../model/step-navigation.ts';
import { useFormStore, useStep } from '../store/store-context.ts';
import { EnterButton } from './ActionButton.tsx';

interface StepSectionsProps {
  sections: readonly Section[];
  renderMembers(section: Section): ReactNode;
}

const headingId = 'root__step';

/** Renders the sections as steps, of which one is visible. The fields of hidden steps are submitted too. */
export function StepSections({ sections, renderMembers }: StepSectionsProps) {
  const { texts } = useFormContext();
  const step = useStep();
  const store = useFormStore();
  const navigationCount = useSyncExternalStore(
    store.subscribe,
    store.getNavigationCount,
    store.getNavigationCount,
  );
  useEffect(() => {
    if (navigationCount > 0) document.getElementById(headingId)?.focus();
  }, [navigationCount]);
  useSingleClicks();
  const isLast = sections.at(-1)?.index === step;
  return (
    <>
      {!isLast && (
        <>
          <input type="hidden" name={stepFields.at} value={step ?? 0} />
          {/* Enter in a field presses the first button of the form, which would otherwise be one of a list. */}
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
      {isLast && <EnterButton />}
      {sections.length > 1 && <StepList sections={sections} />}
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

/**
 * Renders links to the steps. Without script they are buttons that submit the form, because following a link would lose
 * input.
 */
function StepList({ sections }: Pick<StepSectionsProps, 'sections'>) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const step = useStep();
  const follow = (event: MouseEvent, id: string) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.pendingInput.commitAll();
    store.showStep(id);
  };
  return (
    <nav aria-label={texts.steps}>
      <ol className="steps">
        {sections.map(({ id, index, title }, position) => {
          const isCurrent = index === step;
          const name = title || texts.step(position + 1, sections.length, null);
          const address = `?${new URLSearchParams({ [stepParameter]: id })}`;
          const link = isHydrated ? (
            <a href={address} onClick={(event) => follow(event.nativeEvent, id)}>
              {name}
            </a>
          ) : (
            <button
              type="submit"
              className="step-button"
              name={stepFields.goTo}
              value={index}
              formAction={address}
            >
              {name}
            </button>
          );
          return (
            <li key={id} aria-current={isCurrent ? 'step' : undefined}>
              {isCurrent ? name : link}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Ignores the second click of a double click, which would press a button of the step that has just appeared. */
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
