import { useFormContext } from '../context/form-context.ts';
import { getAllErrors } from '../model/all-errors.ts';
import type { ObjectNode, Section } from '../model/nodes.ts';
import { getErrorsAt } from '../store/reported-errors.ts';
import { useFormStore, useReport, useRootNode } from '../store/store-context.ts';
import { getSectionElementId } from './section-id.ts';

/** A form with fewer sections or fields is seen at a glance, so it has no contents. */
const minSections = 3;
const minFields = 20;

/** Renders links to the sections of a long form, with the number of errors in each. */
export function FormContents({ sections }: { sections: readonly Section[] }) {
  const { texts } = useFormContext();
  const { fieldCount } = useFormStore();
  const { errors } = useReport();
  const root = useRootNode() as ObjectNode;
  const titled = sections.filter(({ title }) => title?.trim());
  if (titled.length < minSections || fieldCount < minFields) return null;
  const countErrors = ({ members }: Section) =>
    members.reduce(
      (count, { path }) => count + getAllErrors(getErrorsAt(errors, [String(path.at(-1))]) ?? {}).length,
      0,
    );
  return (
    <nav className="contents" aria-label={texts.contents}>
      <ul>
        {titled.map((section) => {
          const count = countErrors(section);
          return (
            <li key={section.index}>
              <a href={`#${encodeURIComponent(getSectionElementId(root, section))}`}>{section.title}</a>
              {count > 0 && <span className="contents-errors">{texts.errorCount(count)}</span>}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
