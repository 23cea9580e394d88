import { useTranslation } from 'react-i18next';
import { usePageState } from './page-state.tsx';
import { useLocalText } from './use-local-text.ts';

/** Renders the ways to reach the operator, as far as there are any. */
export function SupportLinks() {
  const { t } = useTranslation('app');
  const { support } = usePageState().state.site.brand;
  const choose = useLocalText();
  if (!support) return null;
  const { url, phone, email } = support;
  return (
    <>
      {url !== null && (
        <a className="link" href={choose(url)}>
          {t('footer.contact')}
        </a>
      )}{' '}
      {phone !== null && (
        <a className="link" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
          <bdi dir="ltr">{phone}</bdi>
        </a>
      )}{' '}
      {email !== null && (
        <a className="link" href={`mailto:${email}`}>
          <bdi dir="ltr">{email}</bdi>
        </a>
      )}
    </>
  );
}
