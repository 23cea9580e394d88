import type { schemaHasNestedConditional } from '@rjsf/utils';

type HasNestedConditional = typeof schemaHasNestedConditional;

let hasConditional: HasNestedConditional | null = null;

/** Gives rjsf's own, which comes with the parts for complex schemas. */
export function provideNestedConditional(loaded: HasNestedConditional): void {
  hasConditional = loaded;
}

/** Stands in rjsf for what looks for conditions in a schema: without those parts there are none. */
const hasNestedConditional: HasNestedConditional = (...schemas) => hasConditional?.(...schemas) ?? false;

export default hasNestedConditional;
