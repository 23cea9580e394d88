import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import pLimit from 'p-limit';
import type { MatchPatterns } from 'schema-form/server';
import { timeLimit } from './limits.ts';
import type { SandboxRequest, SandboxResponse, SandboxTask, SandboxTasks } from './tasks.ts';

/** Milliseconds that the process may take to start on a busy machine. */
const startLimit = 20_000;
/** MB of the process's heap. */
const memoryLimit = 64;
/** Waiting tasks; more are refused at once. */
const maxWaiting = 50;

/** A task has no result. */
export class SandboxError extends Error {
  override name = 'SandboxError';
  /** `limit`: the task exceeded its time or memory. `busy`: too many tasks wait. */
  readonly reason: 'limit' | 'busy';
  constructor(reason: 'limit' | 'busy') {
    super(reason === 'limit' ? 'The task exceeded the limits of the sandbox' : 'The sandbox is busy');
    this.reason = reason;
  }
}

/**
 * A separate process for code and patterns that strangers wrote. It has an empty environment, and may
 * read only its own program (`--permission`: no other files, no child processes, no workers, no native
 * add-ons). It has no network where the system allows that, and it is killed when a task exceeds its time
 * or memory. The first task starts the process; later tasks use it while it lives.
 */
export interface Sandbox {
  /** Runs a task; rejects with SandboxError. Tasks run one at a time. */
  run<Task extends SandboxTask>(
    task: Task,
    input: SandboxTasks[Task]['input'],
  ): Promise<SandboxTasks[Task]['result']>;
  /** Ends the process. */
  close(): void;
}

export interface SandboxProgram {
  /** The script to run. */
  script: string;
  /** The built module that renders pages; absent when the sandbox renders none. */
  pages?: string;
  /** The folders and files that it may read. */
  readable: readonly string[];
}

/** Creates a sandbox; its process starts with the first task. */
export function createSandbox(program: SandboxProgram): Sandbox {
  const command = [...getNetworkIsolation(), ...getNodeCommand(program)];
  let child: Promise<ChildProcess> | null = null;
  const takeTurn = pLimit(1);
  let nextId = 1;

  const getChild = async (): Promise<ChildProcess> => {
    const started = child ?? start(command);
    child = started;
    const forget = () => {
      if (child === started) child = null;
    };
    try {
      const running = await started;
      // A process that has ended for any reason is replaced.
      if (running.listenerCount('exit') === 0) running.once('exit', forget);
      return running;
    } catch (error) {
      forget();
      throw error;
    }
  };

  const execute = async (task: SandboxTask, input: unknown): Promise<unknown> => {
    const running = await getChild();
    const id = nextId;
    nextId += 1;
    try {
      const response = await ask(running, { id, task, input }, timeLimit);
      if (response?.result === undefined) throw new SandboxError('limit');
      return response.result;
    } catch (error) {
      // The state of the process is unknown, so it is not reused.
      running.kill('SIGKILL');
      child = null;
      throw error;
    }
  };

  return {
    run<Task extends SandboxTask>(task: Task, input: SandboxTasks[Task]['input']) {
      if (takeTurn.activeCount + takeTurn.pendingCount >= maxWaiting) {
        return Promise.reject(new SandboxError('busy'));
      }
      const result = takeTurn(() => execute(task, input));
      return result as Promise<SandboxTasks[Task]['result']>;
    },
    close() {
      void child?.then((running) => running.kill('SIGKILL')).catch(() => {});
    },
  };
}

function getNodeCommand({ script, pages, readable }: SandboxProgram): string[] {
  return [
    process.execPath,
    '--permission',
    // In development the sandbox resolves packages as the server does.
    ...process.execArgv.filter((word) => word.startsWith('--conditions=')),
    ...readable.map((file) => `--allow-fs-read=${file}`),
    `--max-old-space-size=${memoryLimit}`,
    '--max-semi-space-size=8',
    script,
    ...(pages === undefined ? [] : [pages]),
  ];
}

/** Matches patterns in the sandbox. When they exceed its limits, none of the answers is known. */
export function matchInSandbox(sandbox: Sandbox): MatchPatterns {
  return async (questions) => {
    try {
      return await sandbox.run('match', questions);
    } catch (error) {
      if (!(error instanceof SandboxError) || error.reason === 'busy') throw error;
      return questions.map(() => null);
    }
  };
}

async function start([command = '', ...words]: string[]): Promise<ChildProcess> {
  const child = spawn(command, words, { env: {}, cwd: '/', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  // The child must not keep the server's process alive.
  child.unref();
  child.channel?.unref();
  // An error without a listener, such as that of a message to an ended process, would end the server.
  child.on('error', () => {});
  const ready = await ask(child, null, startLimit);
  if (ready === null) {
    child.kill('SIGKILL');
    throw new Error('The sandbox does not start');
  }
  return child;
}

/** Sends a request and returns the response; null when it is late, or the process ends. */
function ask(
  child: ChildProcess,
  request: SandboxRequest | null,
  limit: number,
): Promise<SandboxResponse | null> {
  return new Promise((resolve) => {
    const finish = (response: SandboxResponse | null) => {
      clearTimeout(timer);
      child.off('message', receive);
      child.off('exit', fail);
      child.off('error', fail);
      resolve(response);
    };
    const receive = (message: unknown) => {
      const response = message as SandboxResponse;
      if (response.id === (request?.id ?? 0)) finish(response);
    };
    const fail = () => finish(null);
    const timer = setTimeout(fail, limit);
    child.on('message', receive);
    child.on('exit', fail);
    child.on('error', fail);
    if (request) child.send(request);
  });
}

/** Returns the command that runs a program in an empty network namespace; `[]` where the system does not allow that. */
function getNetworkIsolation(): string[] {
  const isolation = ['/usr/bin/unshare', '--map-root-user', '--net'];
  const [command = '', ...words] = isolation;
  const works = existsSync(command) && spawnSync(command, [...words, '/bin/true'], { env: {} }).status === 0;
  return works ? isolation : [];
}
