/** The messages between the playground's page and its frames. */
import { isJsonObject, type JsonObject } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';

export type MessageToFrame =
  /** Shows a form. The frame keeps what was typed into the form before, if it has one. */
  | { kind: 'form'; form: ProfileForm; isWrapped: boolean }
  /** Replaces the values of the form. */
  | { kind: 'data'; data: JsonObject }
  | { kind: 'run-axe' };

export type MessageToPage =
  /** The frame can take messages. */
  | { kind: 'ready' }
  | { kind: 'values'; values: FrameValues; isTyped: boolean }
  | { kind: 'scripts'; scripts: ScriptFile[] }
  /** Null if axe could not be loaded. */
  | { kind: 'axe'; violations: AxeViolation[] | null };

/** The values in a form. */
export interface FrameValues {
  /** All of them, as they were typed. */
  data: JsonObject;
  /** What the form sends: without hidden values. */
  payload: JsonObject;
}

/** A script file that the form has loaded. */
export interface ScriptFile {
  name: string;
  /** Bytes, compressed as the server sent them, and not. */
  compressed: number;
  size: number;
}

/** What axe found: a rule, in English, and the elements that break it. */
export interface AxeViolation {
  rule: string;
  impact: string;
  help: string;
  targets: string[];
}

/**
 * Returns the data of a message that came from this window of this origin; undefined for any other. Against forged
 * messages: any page that has a reference to a window can post to it.
 */
export function readMessage(event: MessageEvent, sender: MessageEventSource | null): unknown {
  const isOwn = sender !== null && event.source === sender && event.origin === window.location.origin;
  return isOwn ? event.data : undefined;
}

/**
 * Returns whether a value is a message to a frame. What is in a form was checked by the server that sent it to the
 * page.
 */
export function isMessageToFrame(value: unknown): value is MessageToFrame {
  if (!isJsonObject(value)) return false;
  const { kind, form, data } = value;
  if (kind === 'form') {
    return (
      isJsonObject(form) &&
      [form.schema, form.ui_schema, form.data].every(isJsonObject) &&
      (form.validator === null || isOwnPath(form.validator))
    );
  }
  return kind === 'data' ? isJsonObject(data) : kind === 'run-axe';
}

/** Returns whether a value is a message to the page. */
export function isMessageToPage(value: unknown): value is MessageToPage {
  if (!isJsonObject(value)) return false;
  const { kind, values, scripts, violations } = value;
  if (kind === 'values')
    return isJsonObject(values) && isJsonObject(values.data) && isJsonObject(values.payload);
  if (kind === 'scripts') return Array.isArray(scripts) && scripts.every(isScriptFile);
  if (kind === 'axe')
    return violations === null || (Array.isArray(violations) && violations.every(isViolation));
  return kind === 'ready';
}

/** Against code from elsewhere: a validator is a script, and only this server makes them. */
function isOwnPath(value: unknown): boolean {
  return typeof value === 'string' && /^\/validators\/[\w.-]+$/.test(value);
}

function isScriptFile(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    typeof value.name === 'string' &&
    [value.compressed, value.size].every((bytes) => typeof bytes === 'number')
  );
}

function isViolation(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    [value.rule, value.impact, value.help].every((text) => typeof text === 'string') &&
    Array.isArray(value.targets) &&
    value.targets.every((target) => typeof target === 'string')
  );
}
