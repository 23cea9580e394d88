import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import type { AxeViolation } from './frame-messages.ts';

interface AxeResultProps {
  /** What was found in each frame with script, by its title. */
  results: readonly { title: string; violations: AxeViolation[] | null | undefined }[];
  isRunning: boolean;
  onRun(): void;
}

/** Runs axe in the frames, and lists what it finds. */
export function AxeResult({ results, isRunning, onRun }: AxeResultProps) {
  const { t } = useTranslation('playground');
  return (
    <>
      <p className="field-help">{t('playground.axeHelp')}</p>
      <Button
        type="button"
        look="quiet"
        isBusy={isRunning}
        busyText={t('playground.axeRunning')}
        onClick={onRun}
      >
        {t('playground.axeRun')}
      </Button>
      <div role="status" className="axe-results">
        {results.map(({ title, violations }) =>
          violations === undefined ? null : (
            <div key={title}>
              <h3 className="result-title">{title}</h3>
              {violations === null ? (
                <p>{t('playground.axeFailed')}</p>
              ) : violations.length === 0 ? (
                <p>{t('playground.axeClean')}</p>
              ) : (
                <ul className="findings" lang="en" dir="ltr">
                  {violations.map(({ rule, impact, help, targets }) => (
                    <li key={rule}>
                      {help} (<code>{rule}</code>, {impact}): {targets.join(', ')}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          ),
        )}
      </div>
    </>
  );
}
