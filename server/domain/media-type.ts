const token = "[\\w!#$%&'*+.^`|~-]+";
/** Parameters may hold a comma only in quotes: elsewhere a comma joins two header fields. */
const contentType = new RegExp(`^\\s*(${token}/${token})[\\t ]*(?:;(?:[^",]|"[^"]*")*)?$`);

/**
 * Returns the media type of a `Content-Type` header, in lower case and without parameters. Returns `''` for a missing
 * or malformed header, so that it can't be read as another type than browsers mean.
 */
export function getMediaType(header: string | undefined): string {
  return contentType.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
}
