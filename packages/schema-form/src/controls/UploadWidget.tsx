import type { WidgetProps } from '@rjsf/utils';
import { useRef } from 'react';
import { type FormSurroundings, useFormSurroundings } from '../context/form-texts.ts';
import { type FileValue, readDataUrl, readFileUrl } from '../model/file-value.ts';
import { type FileRules, formatKinds, formatSize, getFileRules } from '../model/files.ts';
import type { UiSchema } from '../model/json-schema.ts';
import { FileText } from '../view/FileText.tsx';
import { useIsHydrated } from './use-is-hydrated.ts';
import { toTexts, type UploadProps, useUpload } from './use-upload.ts';
import { getControlAttributes } from './widget-props.ts';

/**
 * A file, or several. They are sent as soon as they are chosen, and the value is what stands for
 * them then; a `data-url` holds its file itself. Without script they are sent with the form, where
 * the fields here say what is there and what is to go: of one name the last one counts.
 */
export function UploadWidget(props: WidgetProps) {
  const { id, schema, value, disabled, readonly, required, onBlur, onFocus } = props;
  const surroundings = useFormSurroundings();
  const { texts } = surroundings;
  const translate = (key: string) => surroundings.files?.translate(key);
  const rules = getFileRules(props.uiSchema as UiSchema | undefined);
  const isList = schema.type === 'array';
  const name = props.htmlName ?? id;
  const box = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const say = (text: string) => said.current?.replaceChildren(text);
  const upload = useUpload(props as UploadProps, { rules, field: name, isList, input, say });
  const { task, canSend } = upload;
  const hasFailed = task?.kind === 'failed';
  const files = toTexts(value);

  const remove = (index: number) => {
    upload.remove(index);
    say(texts.removed(getName(files[index])));
    const buttons = box.current?.querySelectorAll<HTMLElement>('.file-remove') ?? [];
    (buttons[index + 1] ?? buttons[index - 1] ?? input.current)?.focus();
  };
  const about = getAbout(rules, isList, canSend, surroundings);
  const describedBy = [hasFailed && `${id}__fault`, about && `${id}__about`].filter(Boolean).join(' ');
  const attributes = getControlAttributes(props, describedBy);
  return (
    <div className="upload" ref={box}>
      {files.length > 0 && (
        <ul className="file-list">
          {files.map((file, index) => (
            // A data URL may be in a list twice.
            <li className="file" key={files.indexOf(file) === index ? file : index}>
              <FileText file={readValue(file)} />
              {!disabled && !readonly && (
                <KeptFile
                  name={isList ? `${name}[${index}]` : name}
                  value={file}
                  action={`${texts.remove}: ${getName(file)}`}
                  onRemove={() => remove(index)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {hasFailed && (
        <p className="field-error" id={`${id}__fault`}>
          {task.messages.map((message) => (
            <span key={message}>{message}</span>
          ))}
        </p>
      )}
      {about && (
        <p className="field-help" id={`${id}__about`} suppressHydrationWarning>
          {about}
        </p>
      )}
      {!readonly && (
        <input
          {...attributes}
          type="file"
          className="input file-input"
          ref={input}
          name={isList ? `${name}[]` : name}
          multiple={isList}
          accept={rules.accept.join(',') || undefined}
          // What is here already need not be chosen again.
          required={(required && files.length === 0) || undefined}
          disabled={disabled || !canSend || undefined}
          aria-invalid={hasFailed || attributes['aria-invalid']}
          onChange={({ currentTarget }) => upload.choose([...(currentTarget.files ?? [])])}
          onBlur={() => onBlur(id, value)}
          onFocus={() => onFocus(id, value)}
        />
      )}
      {task?.kind === 'sending' && (
        <div className="file-task">
          <label className="file-progress">
            <span>{surroundings.files?.translate('sending', { name: task.name })}</span>
            <progress value={task.share} max={1} />
          </label>
          {task.isAwaited && <p className="field-help">{translate('waits')}</p>}
        </div>
      )}
      {task && (
        <div className="entry-actions">
          {hasFailed && task.canRetry && (
            <button
              type="button"
              className="button button-quiet"
              aria-label={`${translate('retry')}: ${props.label}`}
              onClick={upload.retry}
            >
              {translate('retry')}
            </button>
          )}
          <button
            type="button"
            className="button button-quiet"
            aria-label={`${translate('cancel')}: ${props.label}`}
            onClick={upload.cancel}
          >
            {translate('cancel')}
          </button>
        </div>
      )}
      <span className="visually-hidden" aria-live="polite" ref={said} />
    </div>
  );
}

interface KeptFileProps {
  name: string;
  value: string;
  /** What removing it is called. */
  action: string;
  onRemove(): void;
}

/** What a form without script sends of a file that is there already, and how it goes. */
function KeptFile({ name, value, action, onRemove }: KeptFileProps) {
  const { texts } = useFormSurroundings();
  const isHydrated = useIsHydrated();
  return (
    <>
      <input type="hidden" name={name} value={value} />
      {isHydrated ? (
        <button
          type="button"
          className="button button-quiet file-remove"
          aria-label={action}
          onClick={onRemove}
        >
          {texts.remove}
        </button>
      ) : (
        <label className="choice">
          <input type="checkbox" name={name} value="" aria-label={action} />
          <span>{texts.remove}</span>
        </label>
      )}
    </>
  );
}

/** What the field takes, in a sentence or two; `''` for anything. */
function getAbout(
  { accept, maxSize }: FileRules,
  isList: boolean,
  canSend: boolean,
  { files, locale }: FormSurroundings,
): string {
  if (!files) return '';
  const { translate } = files;
  const sentences = [
    accept.length > 0 && translate('accepted', { kinds: formatKinds(accept, locale, translate) }),
    Number.isFinite(maxSize) &&
      translate(isList ? 'atMostEach' : 'atMost', { size: formatSize(maxSize, locale) }),
    !canSend && translate('unavailable'),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** What a value says of its file; of a text that is no address, the text. */
function readValue(text: string): FileValue {
  const nothing = { name: text, size: null, type: null, url: null, isPicture: false };
  return readFileUrl(text) ?? readDataUrl(text) ?? nothing;
}

function getName(text = ''): string {
  return readValue(text).name ?? '';
}
