import type { JsonValue } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';
import type { PlaygroundDocuments } from '../../shared/playground.ts';

/** A form in one language with its values. */
type ModuleForm = Pick<ProfileForm, 'schema' | 'ui_schema' | 'data'>;

/** Returns the text of a file that `PROFILE_FORM` takes; throws SyntaxError for documents that are no JSON. */
export function writeFormDefinition({ schema, ui_schema }: PlaygroundDocuments): string {
  return `${JSON.stringify({ schema: parse(schema), ui_schema: parse(ui_schema) }, null, 2)}\n`;
}

/**
 * Returns a module that renders a form with schema-form, about ten lines beside the documents. The form is one that the
 * server has made: the package knows no texts per language and no named lists of options.
 */
export function writeReactModule({ schema, ui_schema, data }: ModuleForm): string {
  return `import { createFormValidation, english, FormActions, loadFormParts, SchemaForm, translateToEnglish } from 'schema-form';
import 'schema-form/styles.css';

const schema = ${toSource(schema)};
const uiSchema = ${toSource(ui_schema)};
const data = ${toSource(data)};
const parts = await loadFormParts({ schema, ui_schema: uiSchema, data });
// Instead of null, pass the validator that your server compiles, so that the browser reports errors too.
const validate = createFormValidation({ schema, ui_schema: uiSchema }, null, translateToEnglish, english);
const props = { schema, uiSchema, data, parts, validate, context: english, action: '/save' };

export function MyForm() {
  const submit = <button className="button" type="submit">Save</button>;
  return <SchemaForm {...props} onSubmit={console.log}><FormActions submit={submit} /></SchemaForm>;
}
`;
}

function parse(text: string): JsonValue {
  return text.trim() === '' ? {} : (JSON.parse(text) as JsonValue);
}

/** JSON as an expression. In an object literal a property named `__proto__` would be no property. */
function toSource(value: object): string {
  const json = JSON.stringify(value);
  return json.includes('"__proto__"') ? `JSON.parse(${JSON.stringify(json)})` : json;
}
