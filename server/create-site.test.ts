import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkSchema } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { builtInCodes } from '../locales/built-in-languages.ts';
import { grounds } from './config/accent-colors.ts';
import { readConfig } from './config/read-config.ts';
import { createSite } from './create-site.ts';
import { projectFolder } from './project-folder.ts';
import { explainStart } from './start-error.ts';
import { writeFiles } from './testing/write-files.ts';

/** Creates the site of these files: `profile.config.json` among them, and folders of texts in `locales`. */
function create(files: Record<string, unknown>, defaultLanguage: string | null = null) {
  const folder = writeFiles(files);
  const config = 'profile.config.json' in files ? readConfig(path.join(folder, 'profile.config.json')) : {};
  const hasLocales = Object.keys(files).some((name) => name.startsWith('locales/'));
  return createSite({
    config,
    localesFolder: hasLocales ? path.join(folder, 'locales') : null,
    defaultLanguage,
  });
}

/** Returns the sentence that explains why the program does not start with these files. */
function getProblem(files: Record<string, unknown>, defaultLanguage: string | null = null): string {
  try {
    create(files, defaultLanguage);
  } catch (error) {
    return explainStart(error);
  }
  return 'none';
}

const getConfigProblem = (config: unknown, more: Record<string, unknown> = {}) =>
  getProblem({ 'profile.config.json': config, ...more });

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><path d="M0 0h9"/></svg>';
const accent = { light: '#6d2077', dark: '#dba6e6' };

test('the shipped schema is a valid one, and accepts the example', () => {
  const read = (file: string) => JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8'));
  expect(() => checkSchema(read('profile.config.schema.json'))).not.toThrow();
  const example = path.join(projectFolder, 'examples/brand/profile.config.json');
  const { site, getTexts, brand } = createSite({
    config: readConfig(example),
    localesFolder: null,
    defaultLanguage: null,
  });
  expect([Object.keys(site.languages), site.defaultLanguage]).toEqual([['ar', 'en'], 'en']);
  expect(['ar', 'en'].map((code) => getTexts(code).app('app.name'))).toEqual([
    ...['سفينة للتأمين', 'Safina Insurance'],
  ]);
  expect(brand.files.size).toBe(3);
});

describe('the configuration file', () => {
  test.each([
    ['{', 'CONFIG has an error at /: not JSON:'],
    [[], 'CONFIG has an error at /: must be object.'],
    [{ brand: { colour: 'red' } }, 'at /brand/colour: there is no such setting.'],
    [{ brand: { name: { english: 'A' } } }, 'at /brand/name/english: the name must match pattern'],
    [{ brand: { name: 1 } }, 'at /brand/name: must be object.'],
    [{ brand: { name: { en: 'Safina {{x}}' } } }, 'at /brand/name/en: must match pattern'],
    [{ brand: { name: '$t(app.skip)' } }, 'at /brand/name: must match pattern'],
    [{ brand: { accent: { light: 'red', dark: '#ffffff' } } }, 'at /brand/accent/light: must match pattern'],
    [{ brand: { accent: { light: '#6d2077' } } }, "at /brand/accent: must have required property 'dark'."],
    [
      { brand: { links: [{ text: 'Help', url: 'javascript:alert(1)' }] } },
      'at /brand/links/0/url: must match',
    ],
    [{ brand: { support: { email: 'a@b?bcc=c@d' } } }, 'at /brand/support/email: must match pattern'],
    [{ brand: { logo: { light: 'none.svg' } } }, 'at /brand/logo/light: there is no file'],
    [
      { languages: { offered: [{ code: 'pt' }] } },
      'at /languages/offered/0/code: there are no texts in "pt"',
    ],
    [
      { languages: { offered: [{ code: 'en' }, { code: 'en' }] } },
      'at /languages/offered/1/code: "en" is there',
    ],
    [{ languages: { offered: [{ code: '../etc' }] } }, 'at /languages/offered/0/code: must match pattern'],
    [
      { languages: { offered: [{ code: 'ar', digits: 'arab' }] } },
      '/0/digits: must be equal to one of the allowed values: latn, own.',
    ],
    [
      { languages: { offered: [{ code: 'en', locale: 'en-12' }] } },
      'at /languages/offered/0/locale: "en-12" is no locale',
    ],
    [{ form: 'form.json' }, 'at /form: set the variable PROFILE_FORM instead.'],
    [{ languages: { default: 'ar' } }, 'at /languages/default: set the variable DEFAULT_LANGUAGE instead.'],
    [
      { features: { keep_signed_in: false } },
      'at /features: set the variables KEEP_SIGNED_IN and PLAYGROUND instead.',
    ],
  ])('%j stops the start with the pointer', (config, sentence) => {
    expect(getConfigProblem(config)).toContain(sentence);
    expect(getConfigProblem(config)).not.toContain('\n');
  });

  test('a default language that the site does not offer stops the start', () => {
    const config = { languages: { offered: [{ code: 'en' }, { code: 'fr' }] } };
    expect(create({ 'profile.config.json': config }, 'fr').site.defaultLanguage).toBe('fr');
    expect(getProblem({ 'profile.config.json': config }, 'ar')).toBe(
      'DEFAULT_LANGUAGE must be one of en, fr, not "ar".',
    );
    for (const code of ['de', '__proto__', 'EN']) {
      expect(getProblem({}, code)).toBe(
        `DEFAULT_LANGUAGE must be one of ${builtInCodes.join(', ')}, not "${code}".`,
      );
    }
  });

  test('a site without English has the first language as default', () => {
    const config = { languages: { offered: [{ code: 'sw' }, { code: 'fr' }] } };
    expect(create({ 'profile.config.json': config }).site.defaultLanguage).toBe('sw');
  });
});

describe('the accent colour', () => {
  test('is checked against the grounds that the styles have', () => {
    const styles = readFileSync(
      path.join(projectFolder, 'packages/schema-form/src/styles/defaults.css'),
      'utf8',
    );
    const read = (name: string) =>
      [...styles.matchAll(new RegExp(`--${name}: (#\\w+);`, 'g'))].map(([, color = '']) =>
        color.length === 4 ? color.replaceAll(/[^#]/g, '$&$&') : color,
      );
    const [surfaces, others] = [read('surface'), read('ground')];
    expect(grounds).toEqual({ light: [surfaces[0], others[0]], dark: [surfaces[1], others[1]] });
  });

  test.each([
    [{ ...accent, light: '#ffcc00' }, '/brand/accent/light: #ffcc00 has a contrast of 1.5 with #ffffff'],
    [{ ...accent, light: '#8a7a60' }, '/brand/accent/light: #8a7a60 has a contrast of 4.2 with #ffffff'],
    [{ ...accent, dark: '#6d2077' }, '/brand/accent/dark: #6d2077 has a contrast of'],
  ])('%j is refused, since it can’t be read', (colors, sentence) => {
    const problem = getConfigProblem({ brand: { accent: colors } });
    expect(problem).toContain(sentence);
    expect(problem).toMatch(/and WCAG requires 4\.5\.$/);
  });

  test('becomes custom properties with the tones that follow from it', () => {
    const { brand } = create({ 'profile.config.json': { brand: { accent } } });
    expect(brand.head).toContain(
      ':root{--accent:#6d2077;--accent-strong:#521859;--accent-soft:#f0e9f1;--on-accent:#ffffff}',
    );
    expect(brand.styleSource).toMatch(/^'sha256-[\w+/]{43}='$/);
  });
});

describe('a picture', () => {
  const html = `<html><body>${svg}<script>alert(1)</script></body></html>`;
  test.each([
    ['logo.svg', html],
    ['logo.png', 'not a picture'],
    ['logo.gif', Buffer.from('474946383961010001000000002c', 'hex')],
  ])('%s with other content is refused', (name, content) => {
    const problem = getConfigProblem({ brand: { logo: { light: name } } }, { [name]: content });
    expect(problem).toContain(`/brand/logo/light: `);
    expect(problem).toContain('is no picture of type png, svg, webp, ico.');
  });

  test('may be 256 KiB large', () => {
    const logo = { brand: { logo: { light: 'logo.svg' } } };
    const problem = getConfigProblem(logo, { 'logo.svg': svg + ' '.repeat(262_144) });
    expect(problem).toContain('and at most 262144 are allowed.');
  });

  test('has its type from its content, and its size', () => {
    const { site, brand } = create({
      'profile.config.json': { brand: { logo: { light: 'wrong-name.png' } } },
      'wrong-name.png': `<?xml version="1.0"?>\n<!-- a drawing -->\n${svg}`,
    });
    expect(site.brand.logo?.light).toMatchObject({ width: 60, height: 30 });
    expect(site.brand.logo?.light.url).toMatch(/^\/brand\/[\w-]{22}\.svg$/);
    expect([...brand.files.values()][0]?.mediaType).toBe('image/svg+xml');
  });
});

describe('the folder of texts', () => {
  test('replaces single texts, and adds a language that lacks none on a page', () => {
    const { site, getTexts, localeReports } = create({
      'locales/en/app.json': { 'edit.title': 'Change your details' },
      'locales/pt/app.json': { 'edit.title': 'Alterar os seus dados' },
      'locales/pt/form.json': { first_name: 'Nome próprio', pet: 'Animal' },
    });
    expect(Object.keys(site.languages)).toEqual([...builtInCodes, 'pt']);
    expect(site.languages.pt).toMatchObject({ name: 'Português', direction: 'ltr' });
    const [en, pt] = [getTexts('en'), getTexts('pt')];
    expect([en, pt].map(({ app }) => app('edit.title'))).toEqual([
      ...['Change your details', 'Alterar os seus dados'],
    ]);
    expect(pt.app('edit.save')).toBe('Save');
    expect([pt.form('first_name'), pt.form('pet'), en.form('pet')]).toEqual(['Nome próprio', 'Animal', null]);
    const report = localeReports.find(({ file }) => file === 'pt/app.json');
    expect([report?.missing.includes('edit.save'), report?.missing.includes('edit.title')]).toEqual([
      true,
      false,
    ]);
    expect(localeReports.map(({ file }) => file)).toEqual(
      ['app', 'controls', 'errors', 'files', 'form', 'playground'].map((name) => `pt/${name}.json`),
    );
  });

  test('reports nothing of languages that the site does not offer', () => {
    const config = { languages: { offered: [{ code: 'en' }] } };
    const { localeReports } = create({ 'profile.config.json': config, 'locales/pt/app.json': {} });
    expect(localeReports).toEqual([]);
  });

  test('reports texts that nothing reads', () => {
    const { localeReports } = create({ 'locales/fr/app.json': { 'edit.titel': 'Modifier' } });
    expect(localeReports).toEqual([
      { language: 'fr', file: 'fr/app.json', missing: [], unknown: ['edit.titel'] },
    ]);
  });

  test.each([
    [
      'locales/pt_BR/app.json',
      {},
      'in pt_BR: the name of a folder must be a language code such as pt or pt-BR.',
    ],
    ['locales/PT/app.json', {}, 'in PT: the name of a folder must be a language code'],
    ['locales/pt/app.json', '{', 'in pt/app.json: not JSON:'],
    ['locales/pt/app.json', ['a'], 'in pt/app.json: must be an object of texts.'],
    [
      'locales/pt/app.json',
      { 'edit.title': { a: 1 } },
      'in pt/app.json: "edit.title" must be a text of at most 5000',
    ],
    [
      'locales/pt/app.json',
      { 'edit.title': 'x'.repeat(5001) },
      '"edit.title" must be a text of at most 5000',
    ],
    ['locales/pt/app.json', { 'edit.title': ' ' }, '"edit.title" is empty, or begins or ends with a space.'],
    [
      'locales/pt/app.json',
      { 'sms.code': 'O código' },
      'in pt/app.json: "sms.code" must contain code, minutes.',
    ],
    [
      'locales/pt/app.json',
      { 'edit.title': '$t(app.name)' },
      '"edit.title" has braces that are no placeholder.',
    ],
    [
      'locales/pt/form.json',
      { pet: '{{- html}}' },
      'in pt/form.json: "pet" has braces that are no placeholder.',
    ],
    ['locales/pt/app.json', ' '.repeat(1_048_577), 'in pt/app.json: the file is larger than 1 MiB.'],
  ])('%s with %j stops the start with the file', (file, content, sentence) => {
    const problem = getProblem({ [file]: content });
    expect(problem).toMatch(/^LOCALES has an error in /);
    expect(problem).toContain(sentence);
  });
});
