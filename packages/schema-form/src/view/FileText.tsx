import { useViewContext } from '../context/form-context.ts';
import type { FileValue } from '../model/file-value.ts';
import { formatSize } from '../model/files.ts';

/** A file by its name, which leads to it, and what is known of it. */
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
        // A picture opens in a tab of its own, so that nothing that is being filled in is left.
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
