import './playground.css';
import { useTranslation } from 'react-i18next';
import { useIsHydrated } from 'schema-form';
import { type PlaygroundState, pagePaths } from '../../shared/page.ts';
import { PageHeading } from '../pages/PageHeading.tsx';
import { Pending } from '../pages/Pending.tsx';
import { usePageState } from '../pages/page-state.tsx';
import { usePageTitle } from '../pages/use-page-title.ts';
import { Button } from '../ui/Button.tsx';
import { EditorPane } from './EditorPane.tsx';
import { LivePanes } from './LivePanes.tsx';
import { PlaygroundProblemAlert } from './PlaygroundProblemAlert.tsx';
import { ShareBar } from './ShareBar.tsx';
import { StaticPanes } from './StaticPanes.tsx';
import { usePlayground } from './use-playground.ts';

/** Renders the page for trying out schemas. It works without script; with script the forms follow the editors. */
export function PlaygroundPage() {
  const { playground } = usePageState().state;
  // After a client navigation there is no state, and only the server can make it.
  if (!playground) return <Pending error={null} onRetry={() => window.location.reload()} />;
  return <Playground playground={playground} />;
}

function Playground({ playground }: { playground: PlaygroundState }) {
  const { t } = useTranslation('playground');
  const isLive = useIsHydrated();
  const { schema, ui_schema, data, problem } = playground;
  const store = usePlayground({ schema, ui_schema, data }, isLive);
  usePageTitle(t('playground.title'), Boolean(problem) && !isLive);
  return (
    <div className="playground">
      <div className="page-head">
        <PageHeading>{t('playground.title')}</PageHeading>
        {isLive && <ShareBar store={store} />}
      </div>
      <p className="lead">{t('playground.lead')}</p>
      <nav aria-label={t('playground.examples')}>
        <ul className="chips">
          {playground.examples.map((name) => (
            <li key={name}>
              <a className="link" href={`${pagePaths.playground}?example=${name}`}>
                {t(`example.${name}` as 'example.household')}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {problem && !isLive && <PlaygroundProblemAlert problem={problem} hasEditors />}
      <div className={isLive ? 'panes panes-live' : 'panes'}>
        <form
          className="form editors"
          method="post"
          action={pagePaths.playground}
          onSubmit={isLive ? (event) => event.preventDefault() : undefined}
        >
          <EditorPane store={store} initialProblem={problem} isLive={isLive} />
          {!isLive && (
            <div className="actions">
              <Button>{t('playground.render')}</Button>
              <a className="button button-quiet" href={getPlainLink(playground)}>
                {t('playground.link')}
              </a>
            </div>
          )}
        </form>
        {isLive ? <LivePanes store={store} /> : <StaticPanes playground={playground} />}
      </div>
    </div>
  );
}

/** Returns a link that carries the documents without compression, as a page without script can write it. */
function getPlainLink({ schema, ui_schema, data }: PlaygroundState): string {
  return `${pagePaths.playground}#${new URLSearchParams({ schema, ui_schema, data })}`;
}
