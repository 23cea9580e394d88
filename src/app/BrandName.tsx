import { useTranslation } from 'react-i18next';
import type { Logo } from '../../shared/site.ts';
import { usePageState } from '../pages/page-state.tsx';

/** Renders the logo and the name of the site. */
export function BrandName() {
  const { t } = useTranslation('app');
  const { logo } = usePageState().state.site.brand;
  if (logo?.hasName) return <LogoPicture logo={logo} alt={t('app.name')} />;
  return (
    <>
      {logo ? <LogoPicture logo={logo} alt="" /> : <DefaultLogo />}
      {t('app.name')}
    </>
  );
}

function LogoPicture({ logo: { light, dark }, alt }: { logo: Logo; alt: string }) {
  return (
    <picture>
      {dark && (
        <source
          media="screen and (prefers-color-scheme: dark)"
          srcSet={dark.url}
          width={dark.width}
          height={dark.height}
        />
      )}
      <img className="brand-logo" src={light.url} width={light.width} height={light.height} alt={alt} />
    </picture>
  );
}

function DefaultLogo() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width="28" height="28">
      <rect className="brand-ground" width="32" height="32" rx="9" />
      <circle className="brand-figure" cx="16" cy="12" r="5" />
      <path className="brand-figure" d="M6 27a10 10 0 0 1 20 0" />
    </svg>
  );
}
