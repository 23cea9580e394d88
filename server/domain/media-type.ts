const token = "[\\w!#$%&'*+.^`|~-]+";
/** Parameters may hold a comma only in quotes: outside of them it joins two header fields into one. */
const contentType = new RegExp(`^\\s*(${token}/${token})[\\t ]*(?:;(?:[^",]|"[^"]*")*)?$`);

/**
 * The media type that a `Content-Type` names, in lower case and without its parameters. `''` for a
 * header that is missing or malformed, so that nobody reads another type into it than browsers do.
 */
export function getMediaType(header: string | undefined): string {
  return contentType.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
}
