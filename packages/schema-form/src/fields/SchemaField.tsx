import { ADDITIONAL_PROPERTY_FLAG, type FieldProps, type WrapIfAdditionalTemplateProps } from '@rjsf/utils';
import { useCallback, useContext, useRef } from 'react';
import { findPart } from '../context/form-registry.ts';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getSchemaKind, isDrawnByUs } from '../model/schema-kind.ts';
import { share } from '../model/share.ts';
import { withValue } from '../model/with-value.ts';
import { getComplexFields } from '../rjsf/complex-fields.ts';
import { DraftsContext } from '../store/drafts.ts';
import { useShownErrors } from '../store/form-errors.ts';
import { LeafField } from './LeafField.tsx';
import { ObjectField } from './ObjectField.tsx';

/**
 * Any schema. What is simple is drawn by our own fields, which are fast; all else by rjsf's, which
 * come back here for what is inside.
 */
export function SchemaField(props: FieldProps) {
  if (ADDITIONAL_PROPERTY_FLAG in props.schema) return <AddedField {...props} />;
  const isRoot = props.fieldPathId.path.length === 0;
  return isRoot ? <RootField {...props} /> : <AnyField {...props} />;
}

/** The whole form: here the faults come in, and changes go out, which are not rjsf's. */
function RootField(props: FieldProps) {
  const { errors } = useShownErrors();
  const drafts = useContext(DraftsContext);
  const { onChange } = props;
  // rjsf copies all data at each change.
  const data = useRef(props.formData);
  data.current = share(data.current, props.formData);
  const change = useCallback<FieldProps['onChange']>(
    // What a field says of its own faults goes no further.
    (value, path, _faults, id) => {
      if (drafts?.catches(path, value)) return;
      // rjsf sets no property of this name.
      if (path.includes('__proto__')) onChange(withValue(data.current, path, value), [], undefined, id);
      else onChange(value, path, undefined, id);
    },
    [drafts, onChange],
  );
  return <AnyField {...props} formData={data.current} errorSchema={errors as never} onChange={change} />;
}

/** A property that the customer added has a name to be changed, and can be removed. */
function AddedField(props: FieldProps) {
  const { WrapIfAdditionalTemplate } = props.registry.templates as {
    WrapIfAdditionalTemplate: React.ComponentType<WrapIfAdditionalTemplateProps>;
  };
  return (
    <WrapIfAdditionalTemplate
      {...(props as unknown as WrapIfAdditionalTemplateProps)}
      id={props.fieldPathId.$id}
      label={props.name}
    >
      <AnyField {...props} />
    </WrapIfAdditionalTemplate>
  );
}

function AnyField(given: FieldProps) {
  const named = given.schema as JsonSchema;
  const root = given.registry.rootSchema as JsonSchema;
  const schema = '$ref' in named ? (getComplexFields()?.followReference(root, named) ?? named) : named;
  const props = schema === given.schema ? given : { ...given, schema: schema as never };
  const uiSchema = props.uiSchema as UiSchema | undefined;
  if (!isDrawnByUs(schema, uiSchema)) {
    const Complex = getComplexFields()?.fields[getComplexName(schema, uiSchema, props.registry.fields)] as
      | React.ComponentType<FieldProps>
      | undefined;
    if (!Complex) throw new Error('loadComplexFields() must come before a form that needs them');
    return <Complex {...props} />;
  }
  if (getSchemaKind(schema) === 'object') return <ObjectField {...props} />;
  if (getUiOption(uiSchema, 'checkUrl') === undefined) return <LeafField {...props} />;
  const { CheckedField } = props.registry.fields as unknown as { CheckedField: typeof LeafField };
  return <CheckedField {...props} />;
}

function getComplexName(
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  fields: FieldProps['registry']['fields'],
): string {
  if (schema['x-on-demand']) return 'OnDemandField';
  const kind = getSchemaKind(schema);
  const isForeign = findPart(fields, getUiOption(uiSchema, 'field')) !== undefined;
  if (isForeign || kind === 'object' || kind === 'complex') return 'SchemaField';
  return kind === 'untyped' ? 'UntypedField' : 'TemplatedField';
}
