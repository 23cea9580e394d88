import { useTranslation } from 'react-i18next';
import { usePageState } from '../pages/page-state.tsx';
import { SupportLinks } from '../pages/SupportLinks.tsx';
import { useLocalText } from '../pages/use-local-text.ts';

/** Renders the operator's links, at the end of every page; nothing where the operator has none. */
export function Footer() {
  const { t } = useTranslation('app');
  const { support, links } = usePageState().state.site.brand;
  const choose = useLocalText();
  if (!support && links.length === 0) return null;
  return (
    <footer className="footer">
      <nav className="footer-inner" aria-label={t('footer.title')}>
        <SupportLinks />
        {links.map(({ text, url }) => (
          <a className="link" key={choose(text)} href={choose(url)}>
            {choose(text)}
          </a>
        ))}
      </nav>
    </footer>
  );
}
