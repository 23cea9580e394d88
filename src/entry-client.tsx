import { type DehydratedState, hydrate, QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { Language } from '../shared/languages.ts';
import type { PageState } from '../shared/page.ts';
import { App } from './app/App.tsx';
import { createNavigation } from './app/create-navigation.ts';
import type { Page } from './app/create-page.ts';
import { prefetchLinks } from './app/prefetch-links.ts';
import { findPage } from './app/routes.ts';
import { createI18n } from './i18n/create-i18n.ts';
import { addParts, loadResources, setTextsPath } from './i18n/load-resources.ts';
import { formPartsQuery } from './queries/profile.ts';

const { state, queries } = JSON.parse(document.getElementById('state')?.textContent ?? '{}') as {
  state: PageState;
  queries: DehydratedState;
};
const root = document.getElementById('app');

/** Loads everything that the first render needs, and hydrates the HTML that the server rendered. */
async function start(container: HTMLElement): Promise<void> {
  const queryClient = new QueryClient({
    defaultOptions: {
      // Offline, a request fails at once and the page reports it. The default pauses silently until there is a network.
      queries: { retry: 1, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  // The age of the data counts from now on, because the clocks of phones are often wrong.
  const now = Date.now();
  const fresh = queries.queries.map((query) => ({
    ...query,
    state: { ...query.state, dataUpdatedAt: now },
  }));
  hydrate(queryClient, { ...queries, queries: fresh });

  setTextsPath(state.site.textsPath);
  const { pathname: path, search } = window.location;
  const loadData = async (page: Page, language: Language) => {
    if (state.isSignedIn) await page.loadData(queryClient, language);
  };
  const page = state.failure === null ? findPage(path) : null;
  const form = state.playground?.form;
  const [resources] = await Promise.all([
    loadResources(state.language, ['app', ...(page?.textParts ?? [])]),
    page?.loadCode(),
    page && loadData(page, state.language),
    form ? queryClient.prefetchQuery(formPartsQuery(form, true)) : undefined,
  ]);
  const i18n = createI18n(state.site.languages, state.language, resources);
  const navigation = createNavigation({ path, search }, async (next) => {
    const nextPage = findPage(next);
    if (!nextPage) return;
    await Promise.all([
      nextPage.loadCode(),
      addParts(i18n, nextPage.textParts),
      loadData(nextPage, i18n.language),
    ]);
  });
  navigation.listen();
  prefetchLinks(navigation.prefetch);
  hydrateRoot(
    container,
    <StrictMode>
      <App state={state} queryClient={queryClient} i18n={i18n} navigation={navigation} />
    </StrictMode>,
  );
}

/** The newest features that the scripts require: Chrome and Edge 97, Firefox 104 and Safari 15.4 have them. */
const isCapable = 'hasOwn' in Object && 'findLast' in Array.prototype;

// In an older browser, or when a chunk can't be loaded, the page stays as the server rendered it. It works
// without script.
if (root && isCapable) start(root).catch(() => {});
