import { useTranslation } from 'react-i18next';
import { usePageState } from '../pages/page-state.tsx';
import { Button } from '../ui/Button.tsx';
import { FrameControls } from './FrameControls.tsx';
import type { MessageToPage } from './frame-messages.ts';
import { createFrame, type FrameSettings, mostFrames } from './frame-settings.ts';
import { ScriptedFrame } from './ScriptedFrame.tsx';
import { UnscriptedFrame } from './UnscriptedFrame.tsx';
import type { PlaygroundStore } from './use-playground.ts';

interface PreviewPaneProps {
  store: PlaygroundStore;
  axeRun: number;
  /** Called with what a frame sends beside the values in its form. */
  onMessage(index: number, message: MessageToPage): void;
}

/** Renders the live forms of the documents: one or two frames, each with its own language, width and theme. */
export function PreviewPane({ store, axeRun, onMessage }: PreviewPaneProps) {
  const { t } = useTranslation('playground');
  const { site } = usePageState().state;
  const { frames, forms, values, documents } = store;
  const replace = (index: number, settings: FrameSettings) =>
    store.setFrames(frames.map((frame, other) => (other === index ? settings : frame)));
  const languageNames = Object.keys(site.languages);
  const unused = languageNames.find((code) => frames.every(({ language }) => language !== code));
  return (
    <section className="preview-pane" aria-label={t('playground.form')}>
      <div className={frames.length > 1 ? 'frames frames-two' : 'frames'}>
        {frames.map((settings, index) => {
          const { language } = settings;
          const name = site.languages[language]?.name ?? language;
          const title = t('playground.frame', { number: index + 1, language: name });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the frames are known by their places
            <div className="frame-column" key={index}>
              <FrameControls
                legend={title}
                settings={settings}
                onChange={(changed) => replace(index, changed)}
              />
              <div className="frame-scroller">
                {settings.hasScript ? (
                  <ScriptedFrame
                    // Another language is another document.
                    key={language}
                    title={title}
                    settings={settings}
                    form={forms.made?.forms[language] ?? null}
                    isWrapped={forms.made?.is_wrapped ?? false}
                    data={values?.data ?? null}
                    isOwnData={values?.from === index}
                    axeRun={axeRun}
                    onMessage={(message) => {
                      if (message.kind === 'values') store.setValues(message.values, index, message.isTyped);
                      else onMessage(index, message);
                    }}
                  />
                ) : (
                  <UnscriptedFrame title={title} settings={settings} documents={documents} />
                )}
              </div>
            </div>
          );
        })}
      </div>
      <div className="frames-actions">
        {frames.length > 1 ? (
          <Button type="button" look="quiet" onClick={() => store.setFrames(frames.slice(0, 1))}>
            {t('playground.oneFrame')}
          </Button>
        ) : (
          frames.length < mostFrames && (
            <Button
              type="button"
              look="quiet"
              onClick={() =>
                store.setFrames([...frames, createFrame(unused ?? languageNames[0] ?? site.defaultLanguage)])
              }
            >
              {t('playground.twoFrames')}
            </Button>
          )
        )}
      </div>
    </section>
  );
}
