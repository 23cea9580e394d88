/** Returns the source of a widget that edits a text, and works without script. */
export function createWidgetSource(name: string, key: string): string {
  return `import type { WidgetProps } from '@rjsf/utils';

/** Edits a text. A form definition selects it by \`"ui:widget": "${key}"\`. */
export function ${name}(props: WidgetProps) {
  const { id, htmlName, value, schema, options, placeholder, rawErrors = [], onChange } = props;
  const hasHelp = Boolean(options.help ?? options.description ?? schema.description);
  const hasError = rawErrors.length > 0;
  const describedBy = [hasHelp && \`\${id}__help\`, hasError && \`\${id}__error\`].filter(Boolean).join(' ');
  return (
    <input
      // The label refers to this id.
      id={id}
      // Without script the form is sent with this name.
      name={htmlName}
      className="input"
      type="text"
      // A controlled input would lose what people type before React hydrates the page.
      defaultValue={value ?? ''}
      placeholder={placeholder || undefined}
      required={props.required || undefined}
      disabled={props.disabled || undefined}
      readOnly={props.readonly || undefined}
      // biome-ignore lint/a11y/noAutofocus: the form definition asks for it
      autoFocus={props.autofocus || undefined}
      autoComplete={typeof options.autocomplete === 'string' ? options.autocomplete : undefined}
      aria-invalid={hasError || undefined}
      aria-describedby={describedBy || undefined}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}
`;
}

/** Returns the source of the widget's test. */
export function createWidgetTest(name: string, key: string): string {
  return `import { renderToStaticMarkup } from 'react-dom/server';
import { type ErrorSchema, english, loadFormParts, SchemaForm } from 'schema-form';
import { expect, test } from 'vitest';
import { registry } from '../registry.tsx';

const schema = {
  type: 'object',
  required: ['it'],
  properties: { it: { type: 'string', title: 'Label', description: 'Help' } },
};
const uiSchema = { it: { 'ui:widget': '${key}' } };
const data = { it: 'a value' };

/** Renders a form with the widget as the server does. */
async function render(serverErrors: ErrorSchema = {}): Promise<string> {
  const parts = await loadFormParts({ schema, ui_schema: uiSchema, data }, registry);
  return renderToStaticMarkup(
    <SchemaForm
      {...{ schema, uiSchema, data, serverErrors, parts }}
      validate={() => ({})}
      context={english}
      action=""
      onChange={() => {}}
      onSubmit={() => {}}
    >
      {null}
    </SchemaForm>,
  );
}

/** Returns the HTML of the widget's element. */
function findElement(html: string): string {
  return /<[^>]*id="root_it"[^>]*>/.exec(html)?.[0] ?? '';
}

test('${name} has a label, and sends its value without script', async () => {
  const html = await render();
  expect(html).toContain('for="root_it"');
  const element = findElement(html);
  expect(element).toContain('name="root[it]"');
  expect(element).toContain('value="a value"');
  expect(element).toContain('required');
  expect(element).toContain('aria-describedby="root_it__help"');
});

test('${name} is described by its error', async () => {
  const html = await render({ it: { __errors: ['Wrong'] } });
  const element = findElement(html);
  expect(element).toContain('aria-invalid="true"');
  expect(element).toContain('aria-describedby="root_it__help root_it__error"');
  expect(html).toMatch(/id="root_it__error"[^>]*>.*Wrong/s);
});
`;
}
