import { cleanText } from 'schema-form/server';

/** Characters. */
const longest = 100;

/** Removes paths, control characters and repeated spaces from a file's name, and shortens it. Never returns `''`, `.` or `..`. */
export function cleanFileName(name: string): string {
  const cleaned = cleanText(name)
    .replace(/^.*[/\\]/s, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = [...cleaned];
  const [end = ''] = /\.[^.]{1,10}$/.exec(cleaned) ?? [];
  const short = letters.length > longest ? letters.slice(0, longest - end.length).join('') + end : cleaned;
  return /^\.*$/.test(short) ? 'file' : short;
}
