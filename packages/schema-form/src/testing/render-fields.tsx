import { renderToStaticMarkup } from 'react-dom/server';
import { english } from '../context/english.ts';
import { FormContext, type FormContextValue } from '../context/form-context.ts';
import { coreControls } from '../controls/core-controls.ts';
import { moreControls } from '../controls/more-controls.ts';
import { ControlsContext } from '../fields/controls-context.ts';
import { Field } from '../fields/Field.tsx';
import { FieldContext } from '../fields/field-context.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { FormStore, type FormStoreOptions } from '../store/form-store.ts';
import { StoreContext } from '../store/store-context.ts';

interface Options {
  uiSchema?: UiSchema;
  data?: JsonObject;
  errors?: ErrorSchema;
  context?: Partial<FormContextValue>;
}

/** Creates a store with default options. */
export function createFormStore(schema: JsonSchema, options: Partial<FormStoreOptions> = {}): FormStore {
  const { uiSchema = {}, data = {}, chosen = {}, serverErrors = {}, validate = () => ({}) } = options;
  const { navigation = null, step = null } = options;
  return new FormStore({ schema, uiSchema, data, chosen, serverErrors, validate, navigation, step });
}

/** Returns the HTML of a form's fields as the server renders them. */
export function renderFields(schema: JsonSchema, options: Options = {}): string {
  const { uiSchema = {}, data = {}, errors = {}, context = {} } = options;
  return renderStore(createFormStore(schema, { uiSchema, data, serverErrors: errors }), context);
}

/** Returns the HTML of the fields for the current state of a store. */
export function renderStore(store: FormStore, context: Partial<FormContextValue> = {}): string {
  return renderToStaticMarkup(
    <FormContext value={{ ...english, ...context }}>
      <StoreContext value={store}>
        <ControlsContext value={{ ...coreControls, ...moreControls }}>
          <FieldContext value={Field}>
            <Field node={store.getNode()} />
          </FieldContext>
        </ControlsContext>
      </StoreContext>
    </FormContext>,
  );
}

/** Returns the text of HTML without its tags, which are replaced by single spaces. */
export function getVisibleText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
