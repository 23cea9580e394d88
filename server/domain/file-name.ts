import { cleanText } from 'schema-form/server';

const longest = 100;

/** A file's name without a path and without what no name needs; never empty, `.` or `..`. */
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
