import type { ReactNode } from 'react';

interface ViewSectionProps {
  /** Null for values that stand in no section. */
  title: string | null;
  children: ReactNode;
}

/** A part of the page that stands for itself. */
export function ViewSection({ title, children }: ViewSectionProps) {
  return (
    <section className="section">
      {title !== null && <h2 className="section-title">{title}</h2>}
      {children}
    </section>
  );
}
