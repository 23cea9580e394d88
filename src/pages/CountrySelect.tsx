import { useMemo, useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useIsHydrated } from 'schema-form';
import { languages } from '../../shared/languages.ts';
import type { Country } from '../../shared/page.ts';
import { countryField } from '../../shared/sign-in-fields.ts';
import { usePageState } from './page-state.tsx';

interface CountrySelectProps {
  /** In the order of their names in the language that the server rendered. */
  countries: readonly Country[];
  /** The country that is chosen at first. */
  country: string;
  field: UseFormRegisterReturn;
}

/** Renders the choice of the country that a mobile number without a country code belongs to. */
export function CountrySelect({ countries, country, field }: CountrySelectProps) {
  const { t } = useTranslation('app');
  const { locale } = languages[usePageState().state.language];
  const isHydrated = useIsHydrated();
  // React would set a select back to the server's choice when it hydrates.
  const [initial] = useState(() => readChosen() ?? country);
  const options = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    const named = countries.map((entry) => ({ ...entry, name: names.of(entry.code) ?? entry.code }));
    // Hydration needs the order of the server, whose data may sort some names in another way.
    return isHydrated ? named.sort((a, b) => a.name.localeCompare(b.name, locale)) : named;
  }, [countries, locale, isHydrated]);
  return (
    <div className="field">
      <label className="field-label" htmlFor={countryField}>
        {t('signIn.country')}
      </label>
      <select
        {...field}
        id={countryField}
        className="input select"
        defaultValue={initial}
        autoComplete="tel-country-code"
      >
        {options.map(({ code, callingCode, name }) => (
          // The browser may name a country differently than the server.
          <option key={code} value={code} suppressHydrationWarning>
            {`${name} (\u200E+${callingCode})`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The country that was chosen before the page was hydrated; null on the server. */
function readChosen(): string | null {
  if (typeof document === 'undefined') return null;
  return document.querySelector<HTMLSelectElement>(`select#${countryField}`)?.value ?? null;
}
