import { type ReactNode, use } from 'react';
import { useViewContext } from '../context/form-context.ts';
import { EditingContext } from './editing-context.ts';

interface ViewSectionProps {
  /** The title; null for values outside any section. */
  title: string | null;
  /** The id that the form knows the section by; null for a page without sections. */
  id: string | null;
  children: ReactNode;
}

/** Shows a section of the page, with a link to its form where there is one. */
export function ViewSection({ title, id, children }: ViewSectionProps) {
  const { texts } = useViewContext();
  const editing = use(EditingContext);
  const EditLink = id !== null && editing?.isSection(id) ? editing.EditLink : null;
  return (
    <section className="section">
      {(title !== null || EditLink) && (
        <div className="section-head">
          {title !== null && <h2 className="section-title">{title}</h2>}
          {EditLink && (
            <EditLink
              className="view-edit"
              label={title === null ? texts.edit : `${texts.edit}: ${title}`}
              section={id}
              fieldId={null}
            >
              {texts.edit}
            </EditLink>
          )}
        </div>
      )}
      {children}
    </section>
  );
}
