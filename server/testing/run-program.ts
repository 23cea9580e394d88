import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { distFolder, projectFolder } from '../project-folder.ts';
import { createDatabase, createFolder } from './create-database.ts';

interface ProgramOptions {
  /** `start` runs what `npm start` runs, with the flags that limit its memory. */
  program?: 'main' | 'customers' | 'backup' | 'restore' | 'outbox' | 'audit' | 'form' | 'start';
  arguments?: string[];
  /** The whole environment; undefined variables are left out. */
  variables?: Record<string, string | undefined>;
}

export interface RunningProgram {
  process: ChildProcess;
  output: { stdout: string; stderr: string };
  /** The exit code. */
  exit: Promise<number | null>;
}

/** Runs the built program in a separate process and an empty folder, and kills it after the current test. */
export function runProgram(options: ProgramOptions = {}): RunningProgram {
  const { program = 'main', variables = {}, arguments: words = [] } = options;
  const script =
    program === 'start'
      ? path.join(projectFolder, 'server/start.js')
      : path.join(distFolder, `server/${program}.js`);
  const child = spawn(process.execPath, [script, ...words], {
    cwd: createFolder(),
    env: Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)),
  });
  return watchProgram(child);
}

/** Collects what a process prints, and kills it after the current test. */
export function watchProgram(child: ChildProcessWithoutNullStreams): RunningProgram {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const exit = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return { process: child, output, exit };
}

/** Creates a database, and returns the variables of a program that works on it. */
export async function createVariables(): Promise<Record<string, string | undefined>> {
  const isDemo = inject('postgresUrl') === null;
  return {
    PORT: '0',
    DATABASE_URL: await createDatabase(),
    // Without a secret the program keeps its own beside the embedded database; demo mode accepts no other database.
    SESSION_SECRET: isDemo ? undefined : 'a secret for tests alone',
    SMS_WEBHOOK_URL: isDemo ? undefined : 'http://127.0.0.1:1/nobody-listens-there',
    SHUTDOWN_DELAY: '0s',
  };
}

/** Waits until the program listens, and returns its address. */
export async function waitForAddress({ process: child, output, exit }: RunningProgram): Promise<string> {
  for (;;) {
    const [, address] = /at (http:\/\/\S+)\n/.exec(output.stdout) ?? [];
    if (address) return address;
    // In production it is a line of JSON, with the origin that browsers use.
    const [, port] = /"port":(\d+)/.exec(output.stdout) ?? [];
    if (port) return `http://127.0.0.1:${port}`;
    const stopped = await Promise.race([
      exit.then(() => true),
      once(child.stdout ?? child, 'data').then(() => false),
    ]);
    if (stopped) throw new Error(`The program does not start: ${output.stderr}`);
  }
}
