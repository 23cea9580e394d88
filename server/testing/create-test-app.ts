import path from 'node:path';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { createApp } from '../create-app.ts';
import { createDependencies } from '../create-dependencies.ts';
import { createLogger } from '../create-logger.ts';
import type { Program } from '../dependencies.ts';
import { readEnv } from '../env.ts';
import { createPageRenderer } from '../page-renderer.ts';
import { builtSandbox, distFolder } from '../project-folder.ts';
import { createTelemetry } from '../telemetry/create-telemetry.ts';
import { checkAnswer } from './check-answer.ts';
import { createDatabase, emptyDatabase } from './create-database.ts';
import { type SmsGateway, startSmsGateway } from './sms-gateway.ts';

/** The whole program on its own database, without listening. */
export interface TestApp {
  /** Sends a request, and checks answers of the API against its description. */
  request: Hono['request'];
  dependencies: Program;
  databaseUrl: string;
  /** Receives the codes, except in demo mode. */
  gateway: SmsGateway;
  /** The lines of the log. */
  logs: string[];
  /** The lines that demo mode printed. */
  printed: string[];
}

export interface TestAppOptions {
  /** Environment variables in addition to those of the database and the gateway; undefined removes one. */
  variables?: Record<string, string | undefined>;
  /** The database of another app, to share it. */
  databaseUrl?: string;
  now?: () => number;
  isOverloaded?: () => boolean;
}

const renderer = await createPageRenderer(distFolder);

/** Functions that clean up after a file's tests, the last one first. */
const undos: (() => void | Promise<void>)[] = [];
let sharedApp: Promise<TestApp> | undefined;

/** Ends the programs that the tests of a file shared. */
export async function endFileApps(): Promise<void> {
  sharedApp = undefined;
  for (const undo of undos.splice(0).toReversed()) await undo();
}

/**
 * Creates the program for the current test. Without options all tests of a file share one program, whose
 * database is emptied after each test: starting a program costs more than most tests.
 */
export async function createTestApp(options?: TestAppOptions): Promise<TestApp> {
  if (options) return startTestApp(options, onTestFinished);
  sharedApp ??= startFileApp({});
  const app = await sharedApp;
  onTestFinished(async () => {
    await app.dependencies.signIn.settle();
    await app.dependencies.audit.settle();
    await emptyDatabase(app.databaseUrl);
    app.gateway.requests.length = 0;
    app.gateway.status = 200;
    app.gateway.answers.length = 0;
    app.logs.length = 0;
  });
  return app;
}

/** Creates a program for all tests of a file. They must leave no data that affects another test. */
export function startFileApp(options: TestAppOptions): Promise<TestApp> {
  return startTestApp(options, (undo) => undos.push(undo));
}

async function startTestApp(
  { variables, databaseUrl, now, isOverloaded }: TestAppOptions,
  whenDone: (undo: () => void | Promise<void>) => void,
): Promise<TestApp> {
  const url = databaseUrl ?? (await createDatabase(whenDone));
  const gateway = await startSmsGateway();
  const logs: string[] = [];
  const printed: string[] = [];
  const env = readEnv({
    DATABASE_URL: url,
    SESSION_SECRET: 'a secret for tests alone',
    SMS_WEBHOOK_URL: gateway.url,
    ...variables,
  });
  const stopping = new AbortController();
  const telemetry = await createTelemetry(env.telemetry);
  const dependencies = await createDependencies(env, {
    stopping: stopping.signal,
    logger: createLogger(env.logLevel, { write: (line: string) => logs.push(line) }),
    print: (line) => printed.push(line),
    renderer,
    sandboxProgram: builtSandbox,
    telemetry,
    ...(now && { now }),
    ...(isOverloaded && { isOverloaded }),
  });
  whenDone(async () => {
    stopping.abort();
    await dependencies.signIn.settle();
    await dependencies.audit.settle();
    await dependencies.store.close();
    gateway.close();
  });
  const app = createApp(dependencies, path.join(distFolder, 'client'));
  const request: TestApp['request'] = async (input, init, ...rest) => {
    const response = await app.request(input, init, ...rest);
    await checkAnswer(input, init, response);
    return response;
  };
  return { request, dependencies, databaseUrl: url, gateway, logs, printed };
}
