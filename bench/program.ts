import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts a script of the project. Resolves with the match once its output matches `pattern`. */
export function startProgram(
  script: string,
  options: { args?: string[]; env?: Record<string, string>; pattern: RegExp },
): Promise<{ process: ChildProcess; match: RegExpExecArray; output(): string }> {
  const child = spawn(process.execPath, [path.join(root, script), ...(options.args ?? [])], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      // Only the start of the output is kept, because request logs would fill the memory.
      if (output.length < 100_000) output += chunk.toString();
      const match = options.pattern.exec(output);
      if (match) resolve({ process: child, match, output: () => output });
    });
  });
}

/** Returns the resident memory of a process in MB. */
export function readMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Prints rows as a Markdown table. */
export function printTable(header: string[], rows: string[][]): void {
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
