import { useRef } from 'react';
import { type FileRules, isPictureOnly } from '../model/files.ts';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import { useIsHydrated } from './use-is-hydrated.ts';

interface CameraButtonProps {
  rules: FileRules;
  uiSchema: UiSchema;
  text: string;
  /** The accessible name. */
  label: string;
  onChoose(files: readonly File[]): void;
}

/**
 * Renders a button that opens the camera of a phone, beside the input for existing pictures: `capture` on that
 * input would allow new ones only. Without script the phone offers its camera in that input. `ui:options.capture`
 * is the camera to open: `user`, or else `environment`. CSS hides the button where there is no touch screen.
 */
export function CameraButton({ rules, uiSchema, text, label, onChoose }: CameraButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const isHydrated = useIsHydrated();
  if (!isHydrated || !isPictureOnly(rules)) return null;
  return (
    <div className="file-camera">
      <button
        type="button"
        className="button button-quiet"
        aria-label={label}
        onClick={() => input.current?.click()}
      >
        {text}
      </button>
      <input
        type="file"
        hidden
        ref={input}
        accept={rules.accept.join(',')}
        capture={getUiOption(uiSchema, 'capture') === 'user' ? 'user' : 'environment'}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          onChoose(files);
        }}
      />
    </div>
  );
}
