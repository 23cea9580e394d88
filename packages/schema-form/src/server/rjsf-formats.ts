/** The formats that rjsf defines in addition to those of JSON Schema. */

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
  // Against denial of service: the lookahead scans for line breaks once. At the end of the pattern, the scan would repeat
  // for each `;base64,` and take quadratic time.
  'data-url': /^data:(?:[a-z]+\/[a-z\d.+-]+)?;(?=.*$)(?:name=.*;)?base64,/,
};
