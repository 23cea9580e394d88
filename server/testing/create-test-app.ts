import path from 'node:path';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { AppEnv, Dependencies } from '../app-env.ts';
import { createApp } from '../create-app.ts';
import { createDependencies } from '../create-dependencies.ts';
import { readEnv } from '../env.ts';
import { createPageRenderer } from '../page-renderer.ts';
import { distFolder } from '../project-folder.ts';
import { createDatabase } from './create-database.ts';
import { type SmsGateway, startSmsGateway } from './sms-gateway.ts';

/** The whole program on a database of its own, but for listening. */
export interface TestApp {
  request: Hono<AppEnv>['request'];
  dependencies: Dependencies;
  databaseUrl: string;
  /** Where codes are sent, if not in demo mode. */
  gateway: SmsGateway;
  /** The log, line by line. */
  logs: string[];
  /** What demo mode printed. */
  printed: string[];
}

interface TestAppOptions {
  /** Variables of the environment beside the database and the gateway; undefined takes one away. */
  variables?: Record<string, string | undefined>;
  /** The database of another app, to share it. */
  databaseUrl?: string;
  now?: () => number;
}

const renderer = await createPageRenderer(distFolder);

export async function createTestApp({ variables, databaseUrl, now }: TestAppOptions = {}): Promise<TestApp> {
  const url = databaseUrl ?? (await createDatabase());
  const gateway = await startSmsGateway();
  const logs: string[] = [];
  const printed: string[] = [];
  const env = readEnv({
    DATABASE_URL: url,
    SESSION_SECRET: 'a secret for tests alone',
    SMS_WEBHOOK_URL: gateway.url,
    ...variables,
  });
  const dependencies = await createDependencies(env, {
    logger: pino({ level: env.logLevel, base: null }, { write: (line: string) => logs.push(line) }),
    print: (line) => printed.push(line),
    renderer,
    ...(now && { now }),
  });
  onTestFinished(async () => {
    await dependencies.signIn.settle();
    await dependencies.store.close();
  });
  const app = createApp(dependencies, path.join(distFolder, 'client'));
  return { request: app.request, dependencies, databaseUrl: url, gateway, logs, printed };
}
