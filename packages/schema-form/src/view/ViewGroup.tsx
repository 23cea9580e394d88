import { type ReactNode, useId } from 'react';

interface ViewGroupProps {
  name: string;
  /** The visible name; null for a group whose name only screen readers announce. */
  title: ReactNode;
  level: number;
  children: ReactNode;
}

/** Shows related values under a heading. */
export function ViewGroup({ name, title, level, children }: ViewGroupProps) {
  const id = useId();
  const naming = title === null ? { 'aria-label': name } : { 'aria-labelledby': id };
  return (
    // A fieldset is only for controls.
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

/** Renders a heading. HTML has no levels below the sixth. */
export function ViewHeading({ level, id, children }: ViewHeadingProps) {
  const Element = `h${Math.min(level, 6)}` as 'h2';
  return (
    <Element className="view-title" id={id}>
      {children}
    </Element>
  );
}
