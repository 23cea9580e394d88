import pLimit from 'p-limit';
import {
  type FileFault,
  type FileRules,
  findFileFault,
  findFileUrls,
  getField,
  getFileFaultText,
  getFileRules,
  getFileUrl,
  isFileFormat,
  isUpload,
  type JsonObject,
  parseFieldName,
  parseFileUrl,
  type TranslateFile,
  type UiSchema,
} from 'schema-form/server';
import { type Language, languages } from '../../shared/languages.ts';
import { cleanFileName } from '../domain/file-name.ts';
import { getFileType } from '../domain/file-type.ts';
import { createToken } from '../domain/secrets.ts';
import type { Env } from '../env.ts';
import type { FileInfo, FileStore } from '../store/store.ts';
import type { LanguageForm } from './profile-forms.ts';
import type { Texts } from './texts.ts';

/** What is wrong with a field, in somebody's language. */
export interface FieldFault {
  path: string[];
  text: string;
}

export type KeptFile = { kind: 'kept'; url: string } | { kind: 'refused'; text: string };

/** The files that customers send. */
export interface Files {
  /** Keeps a file for the field with this name in a form. */
  keep(customerId: string, file: File, form: LanguageForm, field: string): Promise<KeptFile>;
  /** Keeps the files among the fields of a form that came without script, and puts their addresses there. */
  keepAll(
    customerId: string,
    fields: readonly (readonly [string, string | File])[],
    form: LanguageForm,
  ): Promise<{ fields: [string, string][]; faults: FieldFault[] }>;
  /** Removes the files that no profile has named for a day. */
  removeUnused(): Promise<void>;
}

const day = 86_400_000;
/** What one customer may have here, saved or not: so that nobody fills the disk. */
const mostFiles = 100;
/** In files of the largest size. */
const mostBytes = 10;

export function createFiles(
  store: FileStore,
  { fileLimit, bodyLimit }: Pick<Env, 'fileLimit' | 'bodyLimit'>,
  texts: Record<Language, Texts>,
  now: () => number = Date.now,
): Files {
  const refuse = (fault: FileFault, name: string, rules: FileRules, { language }: LanguageForm): KeptFile => {
    const { locale } = languages[language];
    return { kind: 'refused', text: getFileFaultText(fault, name, rules, locale, texts[language].files) };
  };

  // A file is in memory as a whole when it is stored, so that all customers take turns.
  const takeTurn = pLimit(1);

  const keepNow: Files['keep'] = async (customerId, file, form, field) => {
    const name = cleanFileName(file.name);
    const { uiSchema } = getField(form, getFieldPath(field));
    const rules = getRules(isUpload(uiSchema) ? uiSchema : undefined, fileLimit);
    const content = await readWhole(file);
    const type = getFileType(name, file.type, content);
    const info = { name, type: type ?? '', size: content.length };
    const fault = type === null && info.size > 0 ? 'damaged' : findFileFault(rules, info);
    if (fault) return refuse(fault, name, rules, form);
    await store.removeUnused(now() - day, customerId);
    const fileId = createToken();
    const hasRoom = await store.add(
      customerId,
      { fileId, ...info, content, createdAt: now() },
      { files: mostFiles, bytes: mostBytes * fileLimit },
    );
    return hasRoom ? { kind: 'kept', url: getFileUrl(fileId, name) } : refuse('noRoom', name, rules, form);
  };

  const keep: Files['keep'] = (...args) => takeTurn(() => keepNow(...args));

  /** A file as a data URL, which has to fit into a body as all other values have. */
  const inline = async (file: File, form: LanguageForm, path: readonly string[]): Promise<KeptFile> => {
    const name = cleanFileName(file.name);
    const rules = getRules(getField(form, path).uiSchema, Math.floor((bodyLimit * 3) / 4));
    const fault = findFileFault(rules, { name, type: file.type, size: file.size });
    if (fault) return refuse(fault, name, rules, form);
    const content = Buffer.from(await file.arrayBuffer()).toString('base64');
    return { kind: 'kept', url: `data:${file.type};name=${encodeURIComponent(name)};base64,${content}` };
  };

  return {
    keep,
    async keepAll(customerId, fields, form) {
      const kept: [string, string][] = [];
      const faults: FieldFault[] = [];
      for (const [name, value] of fields) {
        const path = getFieldPath(name);
        if (typeof value === 'string') {
          kept.push([name, value]);
          continue;
        }
        const kind = getFileKind(form, path);
        if (kind === 'text') kept.push([name, value.name]);
        else if (value.size > 0 || value.name !== '') {
          const result =
            kind === 'upload' ? await keep(customerId, value, form, name) : await inline(value, form, path);
          if (result.kind === 'kept') kept.push([name, result.url]);
          else faults.push({ path, text: result.text });
        }
      }
      return { fields: kept, faults };
    },
    removeUnused: () => store.removeUnused(now() - day),
  };
}

/** What is in a file; `arrayBuffer` would take twice its size for a moment. */
async function readWhole(file: File): Promise<Uint8Array> {
  const content = new Uint8Array(file.size);
  let offset = 0;
  for await (const chunk of file.stream()) {
    content.set(chunk, offset);
    offset += chunk.length;
  }
  return content;
}

/** `root[photos][]` → `['photos']`: the field that a file is for. */
function getFieldPath(name: string): string[] {
  return (parseFieldName(name) ?? [name]).filter((key) => key !== '');
}

/** How a field takes a file; as a text it takes the name alone. */
function getFileKind(form: LanguageForm, path: readonly string[]): 'upload' | 'data-url' | 'text' {
  const { schema, uiSchema } = getField(form, path);
  const { schema: entry } = getField(form, [...path, '0']);
  if (isFileFormat(schema.format) || isFileFormat(entry.format)) return 'data-url';
  return isUpload(uiSchema) ? 'upload' : 'text';
}

function getRules(uiSchema: UiSchema | undefined, limit: number): FileRules {
  const rules = getFileRules(uiSchema);
  return { ...rules, maxSize: Math.min(rules.maxSize, limit) };
}

/**
 * What is wrong with the files that data name: each must be one of the customer's own, and one that
 * its field takes. What is stored already is not judged again.
 */
export function findFileFaults(
  form: LanguageForm,
  files: readonly FileInfo[],
  data: JsonObject,
  stored: JsonObject,
  translate: TranslateFile,
): FieldFault[] {
  const { locale } = languages[form.language];
  const own = new Map(files.map((file) => [getFileUrl(file.fileId, file.name), file]));
  const changed = Object.entries(data).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key]),
  );
  const getUiSchema = (path: string[]) => getField(form, path).uiSchema;
  return changed.flatMap(([key, value]) =>
    [...findFileUrls(value, [key], getUiSchema)].flatMap(({ path, uiSchema, url }): FieldFault[] => {
      // What is no text is for the rules of the schema to refuse.
      if (typeof url !== 'string') return [];
      const file = own.get(url);
      const rules = getFileRules(uiSchema);
      const fault = file ? findFileFault(rules, file) : 'unknown';
      const name = parseFileUrl(url)?.name ?? url;
      return fault ? [{ path, text: getFileFaultText(fault, name, rules, locale, translate) }] : [];
    }),
  );
}
