import { type ReactNode, useId } from 'react';

interface ViewGroupProps {
  name: string;
  /** The name as people see it; null for a group whose name only screen readers say. */
  title: ReactNode;
  level: number;
  children: ReactNode;
}

/** Values that belong together, below a heading. */
export function ViewGroup({ name, title, level, children }: ViewGroupProps) {
  const id = useId();
  const naming = title === null ? { 'aria-label': name } : { 'aria-labelledby': id };
  return (
    // A fieldset would be one of controls.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div className="view-group" role="group" {...naming}>
      {title !== null && (
        <ViewHeading level={level} id={id}>
          {title}
        </ViewHeading>
      )}
      {children}
    </div>
  );
}

interface ViewHeadingProps {
  level: number;
  id?: string;
  children: ReactNode;
}

/** A heading; HTML has none below the sixth level. */
export function ViewHeading({ level, id, children }: ViewHeadingProps) {
  const Element = `h${Math.min(level, 6)}` as 'h2';
  return (
    <Element className="view-title" id={id}>
      {children}
    </Element>
  );
}
