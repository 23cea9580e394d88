import { useTranslation } from 'react-i18next';
import type { Notice, OidcNotice } from '../../shared/page.ts';
import { Alert } from '../ui/Alert.tsx';
import { usePageState } from './page-state.tsx';

const texts = {
  'oidc-cancelled': 'signIn.oidcCancelled',
  'oidc-failed': 'signIn.oidcFailed',
  'oidc-unknown': 'signIn.oidcUnknown',
  'oidc-unverified': 'signIn.oidcUnverified',
} as const satisfies Record<OidcNotice, string>;

/** Says why nobody is signed in after the OpenID provider. */
export function OidcNoticeAlert() {
  const { t } = useTranslation('app');
  const { notice } = usePageState().state;
  if (!isOidcNotice(notice)) return null;
  return (
    <Alert look="error">
      <p>{t(texts[notice])}</p>
    </Alert>
  );
}

function isOidcNotice(notice: Notice | null): notice is OidcNotice {
  return notice !== null && notice in texts;
}
