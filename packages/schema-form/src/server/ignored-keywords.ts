import { type Draft, hasKeyword, isReadBesideReference } from '../model/drafts.ts';
import { toToken } from '../model/json-pointer.ts';
import { getOwn, type JsonSchema } from '../model/json-schema.ts';
import type { AuthoredSchemas } from './authored-schemas.ts';
import { findNearest } from './find-nearest.ts';
import { addSuggestion, type FormProblems, shorten } from './form-problem.ts';
import { keywordNames } from './keyword-names.ts';

/** Warns of keywords that nothing reads: misspelt or renamed ones, those of another draft, and those without their partner. */
export function findIgnoredKeywords(schemas: AuthoredSchemas, problems: FormProblems): void {
  for (const [schema, pointer] of schemas.pointers) {
    const draft = schemas.getDraft(schema);
    const isAlone = schemas.isAlone(schema);
    for (const keyword of Object.keys(schema)) {
      if (!problems.takeSteps()) return;
      const at = `${pointer}/${toToken(keyword)}`;
      const newName = getOwn(renamed, keyword);
      if (newName !== undefined) {
        problems.warn('keyword', at, `"${keyword}" is called "${newName}" now`);
      } else if (!keywordNames.has(keyword)) {
        if (/^x-/.test(keyword) || containsSchema(schemas, schema[keyword])) continue;
        const problem = `there is no keyword "${shorten(keyword)}"`;
        problems.warn('keyword', at, () => addSuggestion(problem, findNearest(keyword, keywordNames)));
      } else if (!hasKeyword(draft, keyword)) {
        problems.warn('keyword', at, `${getDraftName(draft)} has no keyword "${keyword}"`);
      } else if (isAlone && !isReadBesideReference(keyword)) {
        problems.warn('keyword', at, `${getDraftName(draft)} ignores "${keyword}" beside "$ref"`);
      } else if (isWithoutPartner(schema, keyword)) {
        problems.warn('keyword', at, `"${keyword}" has no effect without "${partners[keyword]}"`);
      }
    }
  }
}

/** Our own keywords that had other names in earlier versions. */
const renamed: Readonly<Record<string, string>> = { 'x-forgive': 'x-normalize' };

const partners: Readonly<Record<string, string>> = {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: 'if',
  else: 'if',
  minContains: 'contains',
  maxContains: 'contains',
};

function isWithoutPartner(schema: JsonSchema, keyword: string): boolean {
  const partner = getOwn(partners, keyword);
  return partner !== undefined && schema[partner] === undefined;
}

function getDraftName(draft: Draft): string {
  if (draft === 2019) return '2019-09';
  return draft === 2020 ? '2020-12' : `draft-0${draft}`;
}

/** Returns whether references lead into a value, such as `#/components/schemas/Address`. */
function containsSchema(schemas: AuthoredSchemas, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return schemas.isSchema(value) || Object.values(value).some((child) => containsSchema(schemas, child));
}
