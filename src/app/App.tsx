import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { Component, type ReactNode, Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Router, useLocation } from 'wouter';
import { type PageState, pagePaths, trimSlashes } from '../../shared/page.ts';
import { FailurePage } from '../pages/FailurePage.tsx';
import { Pending } from '../pages/Pending.tsx';
import { PageStateProvider, usePageState } from '../pages/page-state.tsx';
import { SignInAgain } from '../pages/SignInAgain.tsx';
import { fadeBetweenPages } from './fade-between-pages.ts';
import { Layout } from './Layout.tsx';
import { findPage } from './routes.ts';

interface AppProps {
  state: PageState;
  queryClient: QueryClient;
  i18n: i18n;
  /** Receives the page's title while the page renders. */
  head?: { title: string };
  /** On the server: the path and the query of the request. */
  location?: { path: string; search: string };
}

export function App({ state, queryClient, i18n, head = { title: '' }, location }: AppProps) {
  const where = location && { ssrPath: location.path, ssrSearch: location.search };
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <PageStateProvider initial={state} head={head}>
          <Router {...where} aroundNav={fadeBetweenPages}>
            <SignInAgain>
              <PageLayout>
                <CrashBoundary>
                  <CurrentPage />
                </CrashBoundary>
              </PageLayout>
            </SignInAgain>
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
  const page = state.failure === null ? findPage(path) : null;
  if (!page) return <FailurePage status={state.failure ?? 404} />;
  const Page = page.getComponent();
  return (
    <Suspense fallback={<Pending error={null} onRetry={() => {}} />}>
      <Page />
    </Suspense>
  );
}

/** Shows an error page when a page throws or its chunk can't be loaded. The rest of the layout stays. */
class CrashBoundary extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };
  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }
  override render() {
    return this.state.hasCrashed ? <FailurePage status={500} /> : this.props.children;
  }
}
