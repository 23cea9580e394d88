import { useRef } from 'react';
import { type FormContextValue, useFormContext } from '../context/form-context.ts';
import { type FileValue, readDataUrl, readFileUrl } from '../model/file-value.ts';
import { type FileRules, formatKinds, formatSize, getFileRules } from '../model/files.ts';
import { FileText } from '../view/FileText.tsx';
import { CameraButton } from './CameraButton.tsx';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { getTextId, joinIds } from './description-ids.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { toTexts, useUpload } from './use-upload.ts';

/**
 * Renders a control for one or several files. Files are uploaded as soon as they are chosen, and the value is their
 * address; a `data-url` contains the file itself. Without script, files are submitted with the form: a hidden field
 * keeps each existing file, and a checkbox with the same name after it removes the file, because the last value of a
 * name counts.
 */
export function UploadControl(props: ControlProps) {
  const { id, name, schema, uiSchema, value, isDisabled, isReadOnly, isRequired } = props;
  const context = useFormContext();
  const { texts } = context;
  const translate = (key: string) => context.files?.translate(key);
  const rules = getFileRules(uiSchema);
  const isList = schema.type === 'array';
  const box = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const say = (text: string) => said.current?.replaceChildren(text);
  const upload = useUpload(props, { rules, field: name, isList, input, say });
  const { task, canSend } = upload;
  const hasFailed = task?.kind === 'failed';
  const files = toTexts(value);

  const remove = (index: number) => {
    upload.remove(index);
    say(texts.removed(getName(files[index])));
    const buttons = box.current?.querySelectorAll<HTMLElement>('.file-remove') ?? [];
    (buttons[index + 1] ?? buttons[index - 1] ?? input.current)?.focus();
  };
  const about = getAbout(rules, isList, canSend, context);
  const errorId = getTextId(id, 'upload-error');
  const aboutId = getTextId(id, 'about');
  const attributes = getControlAttributes(props, joinIds(hasFailed && errorId, about && aboutId));
  return (
    <div className="upload" ref={box}>
      {files.length > 0 && (
        <ul className="file-list">
          {files.map((file, index) => (
            // A data URL may occur twice in a list.
            <li className="file" key={files.indexOf(file) === index ? file : index}>
              <FileText file={readValue(file)} />
              {!isDisabled && !isReadOnly && (
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
        <p className="field-error" id={errorId}>
          {task.messages.map((message) => (
            <span key={message}>{message}</span>
          ))}
        </p>
      )}
      {about && (
        <p className="field-help" id={aboutId} suppressHydrationWarning>
          {about}
        </p>
      )}
      {!isReadOnly && (
        <input
          {...attributes}
          type="file"
          className="input file-input"
          ref={input}
          name={isList ? `${name}[]` : name}
          multiple={isList}
          accept={rules.accept.join(',') || undefined}
          // The input is not required if there is a file already.
          required={(isRequired && files.length === 0) || undefined}
          disabled={isDisabled || !canSend || undefined}
          aria-invalid={hasFailed || attributes['aria-invalid']}
          onChange={({ currentTarget }) => upload.choose([...(currentTarget.files ?? [])])}
        />
      )}
      {!isReadOnly && !isDisabled && canSend && (
        <CameraButton
          rules={rules}
          uiSchema={uiSchema}
          text={translate('camera') ?? ''}
          label={`${translate('camera')}: ${props.label}`}
          onChoose={upload.choose}
        />
      )}
      {task?.kind === 'sending' && (
        <div className="file-task">
          <label className="file-progress">
            <span>{context.files?.translate('sending', { name: task.name })}</span>
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
            aria-label={`${texts.remove}: ${props.label}`}
            onClick={upload.cancel}
          >
            {texts.remove}
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
  /** The accessible name of the button that removes the file. */
  action: string;
  onRemove(): void;
}

/** Renders the hidden field that keeps an existing file, and the button or checkbox that removes the file. */
function KeptFile({ name, value, action, onRemove }: KeptFileProps) {
  const { texts } = useFormContext();
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

/** Returns sentences about the files that the control accepts; `''` if it accepts any file. */
function getAbout(
  { accept, maxSize }: FileRules,
  isList: boolean,
  canSend: boolean,
  { files, locale }: FormContextValue,
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

/** Returns the file that a value refers to. If the text is not an address, it is used as the name. */
function readValue(text: string): FileValue {
  const nothing = { name: text, size: null, type: null, url: null, isPicture: false };
  return readFileUrl(text) ?? readDataUrl(text) ?? nothing;
}

function getName(text = ''): string {
  return readValue(text).name ?? '';
}
