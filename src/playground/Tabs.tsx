import { type KeyboardEvent, type ReactNode, useRef } from 'react';

interface Tab<Id extends string> {
  id: Id;
  label: ReactNode;
}

interface TabListProps<Id extends string> {
  /** The start of the ids of the tabs and of their panels. */
  group: string;
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect(id: Id): void;
}

/** Tabs by the pattern of WAI-ARIA: the arrow keys, Home and End select one, and Tab leads into its panel. */
export function TabList<Id extends string>({ group, label, tabs, selected, onSelect }: TabListProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent) => {
    const index = tabs.findIndex(({ id }) => id === selected);
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const steps: Record<string, number> = {
      ArrowRight: index + (isRightToLeft ? -1 : 1),
      ArrowLeft: index + (isRightToLeft ? 1 : -1),
      Home: 0,
      End: tabs.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = (next + tabs.length) % tabs.length;
    const tab = tabs[to];
    if (tab) onSelect(tab.id);
    (list.current?.children[to] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={go}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          className="tab"
          role="tab"
          id={`${group}-tab-${tab.id}`}
          aria-controls={`${group}-panel-${tab.id}`}
          aria-selected={tab.id === selected}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

/** Returns the attributes of the panel that belongs to a tab. */
export function getPanelProps(group: string, id: string, selected: string) {
  return {
    role: 'tabpanel',
    id: `${group}-panel-${id}`,
    'aria-labelledby': `${group}-tab-${id}`,
    hidden: id !== selected,
  } as const;
}
