import { dehydrate, QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { renderToString } from 'react-dom/server';
import { loadAllFormParts } from 'schema-form';
import { findEditedSection, type PageRequest, type RenderedPage } from '../shared/page.ts';
import type { Resources } from '../shared/text-parts.ts';
import { App } from './app/App.tsx';
import { createNavigation } from './app/create-navigation.ts';
import { findPage, routes } from './app/routes.ts';
import { createI18n } from './i18n/create-i18n.ts';
import { loadFiles } from './queries/files.ts';
import { formPartsQuery, isTransferable, profileQuery } from './queries/profile.ts';
import { registry } from './registry.tsx';

/** The chunks that every form needs beside its page; vite.config.ts defines them. */
const formModules = ['form'];

/** The translators by their texts: the server has the same texts for every page of a language. */
const i18ns = new WeakMap<Resources, i18n>();

function getI18n({ state, resources }: PageRequest): i18n {
  const i18n = i18ns.get(resources) ?? createI18n(state.site.languages, state.language, resources);
  i18ns.set(resources, i18n);
  return i18n;
}

// `renderToString` can't wait, so all pages and form parts are loaded first.
const [parts] = await Promise.all([
  loadAllFormParts(registry),
  ...routes.map(({ page }) => page.loadCode()),
  loadFiles(),
]);

/** Renders a page with its data, and returns that data for the browser to hydrate from. */
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
      i18n={getI18n(request)}
      head={head}
      navigation={createNavigation({ path, search }, async () => {})}
    />,
  );
  const queries = dehydrate(queryClient, { shouldDehydrateQuery: isTransferable });
  queryClient.clear();
  const page = state.failure === null ? findPage(path) : null;
  const isFilledIn =
    findEditedSection(path) !== undefined ? profile !== null : Boolean(state.playground?.form);
  return {
    title: head.title,
    html,
    state: toScriptJson({ state, queries }),
    // entry-client.tsx loads these before it hydrates; the HTML names them so that the browser starts at once.
    modules: [...(page ? [page.module] : []), ...(isFilledIn ? formModules : [])],
    textParts: ['app', ...(page?.textParts ?? [])],
  };
}

/** Converts a value to JSON that is safe inside a script element. Against XSS: no text can end that element. */
function toScriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
