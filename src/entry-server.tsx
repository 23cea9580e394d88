import { dehydrate, QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { renderToString } from 'react-dom/server';
import { loadAllFormParts } from 'schema-form';
import { type Language, languageCodes } from '../shared/languages.ts';
import { type PageRequest, pagePaths, type RenderedPage } from '../shared/page.ts';
import { App } from './app/App.tsx';
import { findPage, routes } from './app/routes.ts';
import { createI18n, namespaces } from './i18n/create-i18n.ts';
import { loadFiles } from './queries/files.ts';
import { formPartsQuery, isTransferable, profileQuery } from './queries/profile.ts';
import { registry } from './registry.tsx';

type Texts = Record<string, string>;

/** What every form needs beside its page: a chunk of that name, see vite.config.ts. */
const formModules = ['form'];

const files = import.meta.glob<Texts>('../locales/*/{app,controls,errors}.json', {
  import: 'default',
  eager: true,
});

const i18ns = Object.fromEntries(
  languageCodes.map((language) => {
    const read = (name: string) => [name, files[`../locales/${language}/${name}.json`] ?? {}];
    return [language, createI18n(language, Object.fromEntries(namespaces.map(read)))];
  }),
) as Record<Language, i18n>;

// Drawing on the server can't wait, so everything that may be drawn is there first.
const [parts] = await Promise.all([
  loadAllFormParts(registry),
  ...routes.map(({ page }) => page.load()),
  loadFiles(),
]);

/** Draws a page with its data in it, and gives that data for the browser to go on with. */
export async function renderPage(request: PageRequest): Promise<RenderedPage> {
  const { path, search, state, profile, validators } = request;
  const { language } = state;
  const queryClient = new QueryClient();
  if (profile) {
    queryClient.setQueryData(profileQuery(language).queryKey, profile);
  }
  const form = profile?.form ?? state.playground?.form;
  if (form) queryClient.setQueryData(formPartsQuery(form).queryKey, { functions: validators, parts });
  const head = { title: '' };
  const html = renderToString(
    <App
      state={state}
      queryClient={queryClient}
      i18n={i18ns[language]}
      head={head}
      location={{ path, search: search.slice(1) }}
    />,
  );
  const queries = dehydrate(queryClient, { shouldDehydrateQuery: isTransferable });
  queryClient.clear();
  const page = state.failure === null ? findPage(path) : null;
  const isFilledIn = path === pagePaths.edit ? profile !== null : Boolean(state.playground?.form);
  return {
    title: head.title,
    html,
    state: toScriptJson({ state, queries }),
    // What the browser will ask for before it hydrates, see entry-client.tsx: it can begin at once.
    modules: [
      language,
      ...(page ? [page.module] : []),
      ...(page && page.namespaces.length > 0 ? [`${language}-form`] : []),
      ...(isFilledIn ? formModules : []),
    ],
  };
}

/** JSON that can't end the script element it stands in. */
function toScriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
