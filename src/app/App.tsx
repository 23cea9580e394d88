import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { Component, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Router, useLocation } from 'wouter';
import { type PageState, pagePaths, trimSlashes } from '../../shared/page.ts';
import { FailurePage } from '../pages/FailurePage.tsx';
import { PageStateProvider, usePageState } from '../pages/page-state.tsx';
import { SignInAgain } from '../pages/SignInAgain.tsx';
import { PrefetchContext } from '../queries/prefetch.ts';
import type { Navigation } from './create-navigation.ts';
import { Layout } from './Layout.tsx';
import { PageProgress } from './PageProgress.tsx';
import { findPage } from './routes.ts';

interface AppProps {
  state: PageState;
  queryClient: QueryClient;
  i18n: i18n;
  /** Receives the page's title while the page renders. */
  head?: { title: string };
  navigation: Navigation;
}

export function App({ state, queryClient, i18n, navigation, head = { title: '' } }: AppProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <PageStateProvider initial={state} head={head}>
          <Router hook={navigation.useAddress}>
            <PageProgress navigation={navigation} />
            <PrefetchContext value={navigation.prefetch}>
              <SignInAgain>
                <PageLayout>
                  <CrashBoundary>
                    <CurrentPage />
                  </CrashBoundary>
                </PageLayout>
              </SignInAgain>
            </PrefetchContext>
          </Router>
        </PageStateProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

/** Renders the layout of every page but the one that stands in a frame of another page. */
function PageLayout({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  if (trimSlashes(path) !== pagePaths.preview) return <Layout>{children}</Layout>;
  return <main className="preview">{children}</main>;
}

function CurrentPage() {
  const [path] = useLocation();
  const { state } = usePageState();
  // Its code is loaded: a navigation shows a page only then.
  const Page = state.failure === null ? findPage(path)?.component : null;
  return Page ? <Page /> : <FailurePage status={state.failure ?? 404} />;
}

/** Shows an error page when a page throws. The rest of the layout stays. */
class CrashBoundary extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };
  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }
  override render() {
    return this.state.hasCrashed ? <FailurePage status={500} /> : this.props.children;
  }
}
