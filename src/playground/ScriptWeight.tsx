import { useTranslation } from 'react-i18next';
import { useLanguageInfo } from '../pages/page-state.tsx';
import type { ScriptFile } from './frame-messages.ts';

/** Renders how much script a form has loaded, file by file. */
export function ScriptWeight({ scripts }: { scripts: readonly ScriptFile[] }) {
  const { t } = useTranslation('playground');
  const { locale } = useLanguageInfo();
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const toKilobytes = (bytes: number) => t('playground.kilobytes', { size: format.format(bytes / 1000) });
  const add = (key: 'compressed' | 'size') => scripts.reduce((sum, file) => sum + file[key], 0);
  const rows = [...scripts, { name: '', compressed: add('compressed'), size: add('size') }];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard too
    <section className="table-scroller" tabIndex={0} aria-label={t('playground.scripts')}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('playground.file')}</th>
            <th scope="col">{t('playground.compressed')}</th>
            <th scope="col">{t('playground.uncompressed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, compressed, size }) => (
            <tr key={name} className={name ? undefined : 'total'}>
              <th scope="row">{name ? <code dir="ltr">{name}</code> : t('playground.total')}</th>
              <td>{toKilobytes(compressed)}</td>
              <td>{toKilobytes(size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
