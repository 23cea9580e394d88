/** The formats that rjsf defines beside those of JSON Schema. */

const names =
  'aqua|black|blue|fuchsia|gray|green|lime|maroon|navy|olive|orange|purple|red|silver|teal|white|yellow';
const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const percentage = '(?:100|\\d?\\d)%';

function toTriple(component: string): string {
  const spaced = `\\s*${component}\\s*`;
  return `rgb\\(${spaced},${spaced},${spaced}\\)`;
}

export const rjsfFormats: Record<string, RegExp> = {
  color: new RegExp(`^(?:#?(?:[\\dA-Fa-f]{3}){1,2}|${names}|${toTriple(byte)}|${toTriple(percentage)})$`),
  // What comes after the media type is looked at once, in one line, so that no text takes quadratic time.
  'data-url': /^data:(?:[a-z]+\/[a-z\d.+-]+)?;(?=.*$)(?:name=.*;)?base64,/,
};
