import type { JsonSchema } from '../model/json-schema.ts';

/** Tokens of `autocomplete` by the names that properties usually have, as words in lower case. */
const tokens: readonly [token: string, name: RegExp][] = [
  ['given-name', /^(first|given|fore) ?name$/],
  ['additional-name', /^(middle|second) ?names?$/],
  ['family-name', /^(last|family|sur) ?name$/],
  ['name', /^(full ?|legal ?)name$/],
  ['honorific-prefix', /^(salutation|honorific|name prefix)$/],
  ['nickname', /^nick ?name$/],
  ['username', /^user ?name$/],
  ['email', /^e ?mail( ?address)?$/],
  ['tel', /^(((tele)?phone|mobile|cell|tel)( ?(number|no|nr))?|mobile ?phone|cell ?phone)$/],
  ['bday', /^(dob|birth ?(day|date)|date ?of ?birth)$/],
  ['sex', /^(gender|sex)$/],
  ['language', /^((preferred )?language|mother tongue)$/],
  ['street-address', /^((street|postal|mailing) ?)?address$/],
  ['address-line1', /^((address )?line ?1|street( name)?|address ?1)$/],
  ['address-line2', /^((address )?line ?2|address ?2)$/],
  ['address-level2', /^(city|town|locality)$/],
  ['address-level1', /^(province|region|emirate)$/],
  ['postal-code', /^((post|postal|zip) ?code|zip)$/],
  ['country', /^(country( ?code)?|nationality)$/],
  ['organization', /^(company|organi[sz]ation|employer)( name)?$/],
  ['organization-title', /^job ?title$/],
  ['url', /^(web ?site|home ?page)$/],
];

/** Words before a name that do not change which value it means. */
const prefixes =
  /^(your|my|own|personal|private|home|work|business|contact|current|primary|billing|shipping) /;

/** The maximum length of a name that is compared. */
const longestName = 60;

/**
 * Guesses the token of `autocomplete` for a text by its format or by the name of its property; null where it does not
 * look like a personal value. WCAG 2.2 asks for the token (1.3.5).
 */
export function guessAutocomplete(key: string, schemas: readonly JsonSchema[]): string | null {
  if (key.length > longestName) return null;
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  const name = words.replace(prefixes, '');
  const [token] = tokens.find(([, pattern]) => pattern.test(name) || pattern.test(words)) ?? [];
  if (token !== undefined) return token;
  const formats = new Set(schemas.map(({ format }) => format));
  if (formats.has('email') || formats.has('idn-email')) return 'email';
  return formats.has('tel') || formats.has('phone') ? 'tel' : null;
}
