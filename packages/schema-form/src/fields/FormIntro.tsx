import { getNodeTitle } from '../model/node-title.ts';
import { useRootNode } from '../store/store-context.ts';
import { HelpText } from './HelpText.tsx';

/** What a schema says of the form as a whole: its description, and its title where the page has no heading for it. */
export function FormIntro({ hasTitle }: { hasTitle: boolean }) {
  const root = useRootNode();
  const title = hasTitle ? getNodeTitle(root) : '';
  if (!title && !root.help) return null;
  return (
    <div className="form-intro">
      {title && <h2 className="form-title">{title}</h2>}
      <HelpText node={root} />
    </div>
  );
}
