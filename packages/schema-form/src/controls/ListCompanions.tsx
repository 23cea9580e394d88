interface ListCompanionsProps {
  name: string;
  /** The initially chosen options in markup form. */
  initial: ReadonlySet<string>;
  disabled: ReadonlySet<string>;
}

/**
 * Renders hidden fields for a list of options, for a form that is submitted without script. An empty field submits a
 * list without chosen options. Chosen options that are disabled have a field each, because browsers do not submit
 * disabled elements.
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
