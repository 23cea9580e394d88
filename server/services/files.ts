import pLimit from 'p-limit';
import {
  type FileError,
  type FileRules,
  findFileError,
  getField,
  getFileErrorText,
  getFileRules,
  getFileUrl,
  isUpload,
  parseFieldName,
  type UiSchema,
} from 'schema-form/server';
import { cleanFileName } from '../domain/file-name.ts';
import { getFileType } from '../domain/file-type.ts';
import type { FormPart } from '../domain/form-part.ts';
import { createToken, isToken } from '../domain/secrets.ts';
import type { FileInfo, FileStore, StoredFile } from '../store/store.ts';
import type { Audit } from './audit.ts';
import type { FieldError } from './field-errors.ts';
import { getFileKind } from './file-kind.ts';
import type { LanguageForm } from './profile-forms.ts';
import type { GetTexts } from './texts.ts';

/** The address of a file that was stored, or the text that says why it was refused. */
type KeptFile = { kind: 'kept'; url: string } | { kind: 'refused'; text: string };

/** The files that customers upload. */
export interface Files {
  /** Stores a file for the field with this name in a form. */
  keep(customerId: string, file: File, form: LanguageForm, field: string): Promise<KeptFile>;
  /** Stores the files among the parts of a form that was submitted without script, and puts their addresses in their place. */
  keepAll(
    customerId: string,
    parts: readonly FormPart[],
    form: LanguageForm,
  ): Promise<{ fields: [string, string][]; fileErrors: FieldError[] }>;
  /**
   * Returns the customer's file with its content; null when there is none with this id, or it is another customer's.
   */
  get(customerId: string, fileId: string): Promise<StoredFile | null>;
  /** Returns the customer's files, as far as a form needs to know them: `[]` for a form that has no uploads. */
  list(customerId: string, form: Pick<LanguageForm, 'mayHaveFiles'>): Promise<FileInfo[]>;
  /** Removes the files that no profile has named for a day. */
  removeUnused(): Promise<void>;
}

/** Milliseconds. */
const day = 86_400_000;
/** How much one customer may store, saved in the profile or not, so that nobody fills the disk. */
const mostFiles = 100;
/** As a multiple of the largest file. */
const mostBytes = 10;

/** Creates the service of files; files of more than `fileLimit` bytes are refused. */
export function createFiles(
  store: FileStore,
  { fileLimit, bodyLimit }: { fileLimit: number; bodyLimit: number },
  getTexts: GetTexts,
  audit: Pick<Audit, 'record'>,
  now: () => number = Date.now,
): Files {
  const refuse = (error: FileError, name: string, rules: FileRules, form: LanguageForm): KeptFile => {
    const { notation, files: translate } = getTexts(form.language);
    return { kind: 'refused', text: getFileErrorText(error, name, rules, notation.locale, translate) };
  };

  // A file is in memory as a whole while it is stored, so files are stored one at a time.
  const takeTurn = pLimit(1);

  const keepNow: Files['keep'] = async (customerId, file, form, field) => {
    const name = cleanFileName(file.name);
    const { uiSchema } = getField(form, getFieldPath(field));
    const rules = getRules(isUpload(uiSchema) ? uiSchema : undefined, fileLimit);
    const content = await readWhole(file);
    const type = getFileType(name, file.type, content);
    const info = { name, type: type ?? '', size: content.length };
    const error = type === null && info.size > 0 ? 'damaged' : findFileError(rules, info);
    if (error) return refuse(error, name, rules, form);
    await store.removeUnused(now() - day, customerId);
    const fileId = createToken();
    const hasRoom = await store.add(
      customerId,
      { fileId, ...info, content, createdAt: now() },
      { files: mostFiles, bytes: mostBytes * fileLimit },
    );
    if (!hasRoom) return refuse('noRoom', name, rules, form);
    const details = { file_id: fileId };
    void audit.record({ action: 'file-upload', actor: 'customer', customerId, details });
    return { kind: 'kept', url: getFileUrl(fileId, name) };
  };

  const keep: Files['keep'] = (...args) => takeTurn(() => keepNow(...args));

  /** Turns a file into a data URL, which must fit into a body like any other value. */
  const inline = async (file: File, form: LanguageForm, path: readonly string[]): Promise<KeptFile> => {
    const name = cleanFileName(file.name);
    const rules = getRules(getField(form, path).uiSchema, Math.floor((bodyLimit * 3) / 4));
    const error = findFileError(rules, { name, type: file.type, size: file.size });
    if (error) return refuse(error, name, rules, form);
    const content = Buffer.from(await file.arrayBuffer()).toString('base64');
    return { kind: 'kept', url: `data:${file.type};name=${encodeURIComponent(name)};base64,${content}` };
  };

  return {
    keep,
    async keepAll(customerId, parts, form) {
      const kept: [string, string][] = [];
      const fileErrors: FieldError[] = [];
      for (const [name, value] of parts) {
        const path = getFieldPath(name);
        if (typeof value === 'string') {
          kept.push([name, value]);
          continue;
        }
        const kind = getFileKind(form, path);
        // A text field gets the name of the file.
        if (!kind) kept.push([name, value.name]);
        else if (value.size > 0 || value.name !== '') {
          const result =
            kind === 'upload' ? await keep(customerId, value, form, name) : await inline(value, form, path);
          if (result.kind === 'kept') kept.push([name, result.url]);
          else fileErrors.push({ path, text: result.text });
        }
      }
      return { fields: kept, fileErrors };
    },
    async get(customerId, fileId) {
      // PostgreSQL refuses texts with a NUL, which an address may have.
      const file = isToken(fileId) ? await store.get(customerId, fileId) : null;
      if (file) {
        const details = { file_id: fileId };
        void audit.record({ action: 'file-open', actor: 'customer', customerId, details });
      }
      return file;
    },
    list: (customerId, form) => (form.mayHaveFiles ? store.list(customerId) : Promise.resolve([])),
    removeUnused: () => store.removeUnused(now() - day),
  };
}

/** Reads a file into memory; `arrayBuffer` would need twice its size for a moment. */
async function readWhole(file: File): Promise<Uint8Array> {
  const content = new Uint8Array(file.size);
  let offset = 0;
  for await (const chunk of file.stream()) {
    content.set(chunk, offset);
    offset += chunk.length;
  }
  return content;
}

/** Returns the path of the field that a file is for: `root[photos][]` → `['photos']`. */
function getFieldPath(name: string): string[] {
  return (parseFieldName(name) ?? [name]).filter((key) => key !== '');
}

function getRules(uiSchema: UiSchema | undefined, limit: number): FileRules {
  const rules = getFileRules(uiSchema);
  return { ...rules, maxSize: Math.min(rules.maxSize, limit) };
}
