interface ListCompanionsProps {
  name: string;
  /** The options that are chosen at first, as texts in markup. */
  initial: ReadonlySet<string>;
  disabled: ReadonlySet<string>;
}

/**
 * Hidden fields beside the options of a list, for a form that is sent without script: an empty one says that nothing
 * is chosen, and one for each chosen option that is disabled keeps it, since browsers do not send those.
 */
export function ListCompanions({ name, initial, disabled }: ListCompanionsProps) {
  return (
    <>
      <input type="hidden" name={name} value="" />
      {[...initial]
        .filter((text) => disabled.has(text))
        .map((text) => (
          <input key={text} type="hidden" name={`${name}[]`} value={text} />
        ))}
    </>
  );
}
