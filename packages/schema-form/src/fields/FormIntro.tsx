import { getNodeTitle } from '../model/node-title.ts';
import { useRootNode } from '../store/store-context.ts';
import { HelpText } from './HelpText.tsx';

/** Renders the description of the root schema, and its title if the page has no heading for it. */
export function FormIntro({ hasTitle }: { hasTitle: boolean }) {
  const root = useRootNode();
  const title = hasTitle ? getNodeTitle(root) : '';
  if (!title && !root.help) return null;
  return (
    <div className="form-intro">
      {title && (
        <h2 className="form-title">
          <bdi>{title}</bdi>
        </h2>
      )}
      <HelpText node={root} />
    </div>
  );
}
