import { dereference, initialBaseURI, type Schema, validate } from '@cfworker/json-schema';
import { createFaultCounter } from './count-faults.ts';
import type { JsonSchema } from './json-schema.ts';
import { followReference, getSubschemas } from './schema-references.ts';

/** What is known of a document. */
interface Document {
  /** Where references lead. */
  lookup: Record<string, Schema | boolean>;
  isRecursive: boolean;
  /** What was asked about last. */
  last?: Data;
}

interface Data {
  text: string;
  instance: unknown;
  countFaults(schema: unknown, value: unknown): number;
}

const documents = new WeakMap<object, Document>();
const branches = new WeakMap<object, { schema: Schema; lookup: Document['lookup'] }>();

/** References that are followed for one answer. */
const mostReferences = 1000;

/**
 * Whether data fits a branch of a drawn schema. rjsf asks, to show the branch that the data is of,
 * with schemas that it puts together while drawing. They are interpreted: what is compiled ahead of
 * time would have to foresee them all, which for recursive schemas has no end.
 *
 * The interpreter looks at a value once for each way that leads to it. Choices inside choices would have it do so
 * for ever: there the answer is that of `countFaults`, which remembers what it has seen.
 */
export function fitsBranch(branch: object | boolean, data: unknown, root: object): boolean {
  // A condition may be `true` or `false` too.
  if (typeof branch === 'boolean') return branch;
  if (data === undefined) return false;
  const document = readDocument(root);
  const { instance, countFaults } = readData(document, root, data);
  const count = () => countFaults(branch, instance) === 0;
  if (document.isRecursive) return count();
  try {
    const { schema, lookup } = prepare(branch, document);
    return validate(instance, schema, '2019-09', limitReferences(lookup), true).valid;
  } catch (error) {
    return error instanceof TooManyReferences && count();
  }
}

/** The same for the same data as before: of a choice each branch is asked about. */
function readData(document: Document, root: object, data: unknown): Data {
  // Without the keys whose value is undefined, which JSON does not have.
  const text = JSON.stringify(data);
  if (document.last?.text !== text) {
    document.last = { text, instance: JSON.parse(text), countFaults: createFaultCounter(root as JsonSchema) };
  }
  return document.last;
}

class TooManyReferences extends Error {}

function limitReferences(lookup: Document['lookup']): Document['lookup'] {
  let followed = 0;
  return new Proxy(lookup, {
    get(target, uri) {
      followed += 1;
      if (followed > mostReferences) throw new TooManyReferences();
      return Reflect.get(target, uri);
    },
  });
}

function readDocument(root: object): Document {
  const known = documents.get(root);
  if (known) return known;
  const { definitions } = root as Schema;
  const document: Document = {
    lookup: dereference(withReferences({ definitions })),
    isRecursive: isRecursive(root as JsonSchema),
  };
  documents.set(root, document);
  return document;
}

/** Whether a definition leads back to itself in any way. */
function isRecursive(root: JsonSchema): boolean {
  const done = new Set<JsonSchema>();
  const path = new Set<JsonSchema>();
  const leadsBack = (schema: JsonSchema): boolean => {
    if (path.has(schema)) return true;
    if (done.has(schema)) return false;
    done.add(schema);
    path.add(schema);
    const target = followReference(root, schema);
    const found = [...getSubschemas(schema), ...(target ? [target] : [])].some(leadsBack);
    path.delete(schema);
    return found;
  };
  return leadsBack(root);
}

/** A branch, and where its references lead. What is common to all branches of a document is read once. */
function prepare(branch: object, { lookup: common }: Document) {
  const known = branches.get(branch);
  if (known) return known;
  const schema = withReferences(branch) as Schema;
  const lookup = dereference(schema, Object.create(common), initialBaseURI, '/branch');
  branches.set(branch, { schema, lookup });
  return { schema, lookup };
}

/** References of what is opened on demand (see on-demand.ts) count here as all others. */
function withReferences<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(withReferences) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key === '$dynamicRef' ? '$ref' : key,
    withReferences(value),
  ]);
  return Object.fromEntries(entries) as Part;
}
