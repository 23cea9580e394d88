/** The documents of a form of the playground. */
export type Documents = Partial<Record<'schema' | 'ui_schema' | 'data', unknown>>;

/** Returns the documents as the fields of the playground's form. */
export function toFields(documents: Documents): Record<string, string> {
  const entries = Object.entries(documents).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(entries);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** Returns the texts between the tags of HTML. */
export function getTexts(html: string): string[] {
  return html
    .replaceAll(/<!-- -->/g, '')
    .split(/<[^>]*>/)
    .map((text) => decodeEntities(text).trim())
    .filter(Boolean);
}

/** Returns the rendered form without the hidden fields for the documents. */
export function getForm(html: string): string {
  const [, form = ''] =
    /<form class="form" [^>]*>(.*?)<\/form>/s.exec(html.split('editors').at(-1) ?? '') ?? [];
  return form.replaceAll(/<input type="hidden" name="(schema|ui_schema|data)"[^>]*>/g, '');
}

/** Decodes the entities that React writes. */
export function decodeEntities(text = ''): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? '');
}

/** Yields what a browser without script sends of a form that nobody has changed. */
export function* readFields(form: string): Generator<[string, string]> {
  const controls = /<(?:(input)\b([^>]*)|(textarea|select)\b([^>]*)>(.*?)<\/(?:textarea|select))>/gs;
  for (const [, input, ofInput, tag, ofTag, content = ''] of form.matchAll(controls)) {
    const attributes = ofInput ?? ofTag ?? '';
    const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
    const name = read('name');
    const isSent =
      !/ disabled=""/.test(attributes) &&
      !(/ type="(checkbox|radio)"/.test(attributes) && !/ checked=""/.test(attributes));
    if (name === undefined || !isSent) continue;
    const option =
      /<option[^>]* selected=""[^>]*>/.exec(content)?.[0] ?? /<option[^>]*>/.exec(content)?.[0] ?? '';
    const value = input ? read('value') : tag === 'textarea' ? content : / value="([^"]*)"/.exec(option)?.[1];
    yield [decodeEntities(name), decodeEntities(value).replace(/^\n/, '')];
  }
}

/** Returns the same values by the names of the fields. The last one of a name counts. */
export function readFieldValues(form: string): Record<string, string> {
  return Object.fromEntries(readFields(form));
}
