import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CoveredSelect, useIsHydrated } from 'schema-form';
import type { Country } from '../../shared/page.ts';
import { countryField } from '../../shared/sign-in-fields.ts';
import { useLanguageInfo } from './page-state.tsx';
import { useListTexts } from './use-list-texts.ts';

interface CountrySelectProps {
  /** In the order of their names in the language that the server rendered. */
  countries: readonly Country[];
  /** The chosen country. */
  country: string;
  field: UseFormRegisterReturn;
  onChoose(country: string): void;
}

/**
 * Renders the choice of the country that a mobile number without a country code belongs to. With script it is searched by
 * name, calling code and ISO code.
 */
export function CountrySelect({ countries, country, field, onChoose }: CountrySelectProps) {
  const { t } = useTranslation('app');
  const texts = useListTexts();
  const options = useOptions(countries);
  const select = useRef<HTMLSelectElement>(null);
  // React would set a select back to the server's choice when it hydrates.
  const [initial] = useState(() => readChosen() ?? country);
  const typed = useRef(initial);

  const adopt = useEffectEvent(() => {
    field.ref(select.current);
    if (initial !== country) onChoose(initial);
  });
  useEffect(() => adopt(), []);

  /** Chooses the typed country, as if a person had chosen it in the select. */
  const settle = () => {
    const element = select.current;
    if (!element || !countries.some(({ code }) => code === typed.current)) return;
    if (element.value === typed.current) return;
    element.value = typed.current;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={countryField}>
        {t('signIn.country')}
      </label>
      <CoveredSelect
        id={countryField}
        name={field.name}
        select={select}
        defaultValue={initial}
        autoComplete="tel-country-code"
        onChange={(event) => {
          typed.current = event.target.value;
          void field.onChange(event);
          onChoose(event.target.value);
        }}
        options={options}
        texts={texts}
        value={country}
        isStrict
        onType={(text) => {
          typed.current = text;
        }}
        onSettle={settle}
      >
        {options.map(({ value, label }) => (
          // The browser may name a country differently than the server.
          <option key={value} value={value} suppressHydrationWarning>
            {label}
          </option>
        ))}
      </CoveredSelect>
    </div>
  );
}

/** Returns the countries by their names in the page's language. */
function useOptions(countries: readonly Country[]) {
  const { locale } = useLanguageInfo();
  const isHydrated = useIsHydrated();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    const options = countries.map(({ code, callingCode }) => ({
      value: code,
      label: `${names.of(code) ?? code} (\u200E+${callingCode})`,
    }));
    // Hydration needs the order of the server, whose data may sort some names in another way.
    return isHydrated ? options.sort((a, b) => a.label.localeCompare(b.label, locale)) : options;
  }, [countries, locale, isHydrated]);
}

/** Returns the country that was chosen before the page was hydrated; null on the server. */
function readChosen(): string | null {
  if (typeof document === 'undefined') return null;
  return document.querySelector<HTMLSelectElement>(`select#${countryField}`)?.value ?? null;
}
