/** A command can't do what it was asked for; its message is for the terminal, one line for each problem. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** How many problems of a file are reported. */
export const mostProblems = 100;

/** A problem of a file, in one sentence that quotes nothing from the file. */
export interface Problem {
  line: number;
  text: string;
}

/** Returns the error that reports the first problems of a file. */
export function toCommandError(problems: readonly Problem[]): CommandError {
  const lines = problems
    .toSorted((a, b) => a.line - b.line)
    .slice(0, mostProblems)
    .map(({ line, text }) => `Line ${line}: ${text}`);
  if (problems.length > mostProblems) lines.push('There are more errors.');
  return new CommandError(lines.join('\n'));
}
