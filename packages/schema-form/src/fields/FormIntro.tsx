import { getNodeTitle } from '../model/node-title.ts';
import { useRootNode } from '../store/store-context.ts';
import { HelpText } from './HelpText.tsx';

/** Renders the title and the description of the root schema. */
export function FormIntro() {
  const root = useRootNode();
  const title = getNodeTitle(root);
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
