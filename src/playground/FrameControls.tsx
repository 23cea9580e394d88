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
  const id = useId();
  return (
    <fieldset className="frame-controls">
      <legend className="visually-hidden">{legend}</legend>
      <label htmlFor={`${id}-language`} className="visually-hidden">
        {t('playground.language')}
      </label>
      <select
        className="input"
        id={`${id}-language`}
        value={settings.language}
        onChange={(event) => onChange({ ...settings, language: event.target.value })}
      >
        {Object.entries(languages).map(([code, { name }]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-width`} className="visually-hidden">
        {t('playground.width')}
      </label>
      <select
        className="input"
        id={`${id}-width`}
        value={settings.width}
        onChange={(event) => {
          const width = frameWidths.find((known) => known === event.target.value);
          if (width) onChange({ ...settings, width });
        }}
      >
        {frameWidths.map((width) => (
          <option key={width} value={width}>
            {width === 'full' ? t('playground.widthFull') : t('playground.widthPixels', { width })}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-theme`} className="visually-hidden">
        {t('playground.theme')}
      </label>
      <select
        className="input"
        id={`${id}-theme`}
        value={settings.theme}
        onChange={(event) => {
          const theme = frameThemes.find((known) => known === event.target.value);
          if (theme) onChange({ ...settings, theme });
        }}
      >
        {frameThemes.map((theme) => (
          <option key={theme} value={theme}>
            {t(`playground.theme.${theme}`)}
          </option>
        ))}
      </select>
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
