import { useViewContext } from '../context/form-context.ts';
import type { FileValue } from '../model/file-value.ts';
import { formatSize } from '../model/files.ts';

/** Shows a file by its name, as a link if it can be opened, with its type and size. */
export function FileText({ file }: { file: FileValue }) {
  const { locale } = useViewContext();
  const { name, size, type, url, isPicture } = file;
  const text = name !== null && <bdi>{name}</bdi>;
  return (
    <span className="file-text">
      {url !== null && isPicture && <img className="file-picture" src={url} alt="" />}
      {url === null ? (
        text
      ) : (
        // A picture opens in a new tab, so that the current page stays with everything that is filled in.
        <a href={url} {...(isPicture && { target: '_blank', rel: 'noopener' })}>
          {text}
        </a>
      )}
      {(size !== null || type !== null) && (
        <>
          {name !== null && ' '}
          <span className="view-note">
            {size !== null && <bdi suppressHydrationWarning>{formatSize(size, locale)}</bdi>}
            {type !== null && (
              <>
                {size !== null && ' · '}
                <bdi dir="ltr">{type}</bdi>
              </>
            )}
          </span>
        </>
      )}
    </span>
  );
}
