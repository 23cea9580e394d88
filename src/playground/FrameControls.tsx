import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageState } from '../pages/page-state.tsx';
import { type FrameSettings, frameThemes, frameWidths } from './frame-settings.ts';

interface FrameControlsProps {
  legend: string;
  settings: FrameSettings;
  onChange(settings: FrameSettings): void;
}

/** Chooses how a frame shows the form. */
export function FrameControls({ legend, settings, onChange }: FrameControlsProps) {
  const { t } = useTranslation('playground');
  const { languages } = usePageState().state.site;
  return (
    <fieldset className="frame-controls">
      <legend className="visually-hidden">{legend}</legend>
      <FrameSelect
        label={t('playground.language')}
        value={settings.language}
        options={Object.entries(languages).map(([value, { name }]) => ({ value, text: name, lang: value }))}
        onSelect={(language) => onChange({ ...settings, language })}
      />
      <FrameSelect
        label={t('playground.width')}
        value={settings.width}
        options={frameWidths.map((width) => ({
          value: width,
          text: width === 'full' ? t('playground.widthFull') : t('playground.widthPixels', { width }),
        }))}
        onSelect={(width) => onChange({ ...settings, width })}
      />
      <FrameSelect
        label={t('playground.theme')}
        value={settings.theme}
        options={frameThemes.map((theme) => ({ value: theme, text: t(`playground.theme.${theme}`) }))}
        onSelect={(theme) => onChange({ ...settings, theme })}
      />
      <label className="frame-script">
        <input
          type="checkbox"
          checked={settings.hasScript}
          onChange={(event) => onChange({ ...settings, hasScript: event.target.checked })}
        />
        <span>{t('playground.script')}</span>
      </label>
    </fieldset>
  );
}

interface FrameSelectProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; text: string; lang?: string }[];
  onSelect(value: Value): void;
}

function FrameSelect<Value extends string>({ label, value, options, onSelect }: FrameSelectProps<Value>) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <select
        className="input"
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onSelect(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.text}
          </option>
        ))}
      </select>
    </>
  );
}
