import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { pagePaths } from '../../shared/page.ts';

interface OidcLinkProps {
  /** Null without an OpenID provider. */
  url: string | null;
  /** Leads back to the current page, whose draft is restored. */
  returnsHere?: boolean;
}

/** Renders the way to sign in at the OpenID provider. */
export function OidcLink({ url, returnsHere = false }: OidcLinkProps) {
  const { t } = useTranslation('app');
  const [path] = useLocation();
  const search = useSearch();
  if (url === null) return null;
  const here = search ? `${path}?${search}` : path;
  return (
    <p className="sign-in-other">
      <a
        className="button button-quiet"
        href={returnsHere ? `${pagePaths.oidc}?next=${encodeURIComponent(here)}` : url}
      >
        {t('signIn.oidc')}
      </a>
    </p>
  );
}
