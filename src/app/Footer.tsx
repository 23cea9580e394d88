import { useTranslation } from 'react-i18next';
import { type BrandLink, brand } from '../../shared/brand.ts';

const links = Object.entries(brand.links) as [BrandLink, string][];

/** The operator's links, at the end of every page. */
export function Footer() {
  const { t } = useTranslation('app');
  return (
    <footer className="footer">
      <nav className="footer-inner" aria-label={t('footer.title')}>
        {links.map(([link, address]) => (
          <a className="link" key={link} href={address}>
            {t(`footer.${link}`)}
          </a>
        ))}
      </nav>
    </footer>
  );
}
