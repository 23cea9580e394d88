import type { ReactNode } from 'react';

interface ViewSectionProps {
  /** The title; null for values outside any section. */
  title: string | null;
  children: ReactNode;
}

/** Shows a section of the page. */
export function ViewSection({ title, children }: ViewSectionProps) {
  return (
    <section className="section">
      {title !== null && <h2 className="section-title">{title}</h2>}
      {children}
    </section>
  );
}
