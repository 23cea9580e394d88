import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createAdminApp } from './create-admin-app.ts';
import { createApp } from './create-app.ts';
import { createDependencies } from './create-dependencies.ts';
import { createLogOutput } from './create-log-output.ts';
import { createLogger } from './create-logger.ts';
import { demoInvitation } from './demo-mode.ts';
import type { Program } from './dependencies.ts';
import { describeError } from './describe-error.ts';
import { isProduction, readEnv } from './env.ts';
import { listen } from './listen.ts';
import { createPageRenderer } from './page-renderer.ts';
import { programVersion } from './program-version.ts';
import { builtSandbox, distFolder } from './project-folder.ts';
import { explainStart } from './start-error.ts';
import { takeTurns } from './take-turns.ts';
import { createTelemetry } from './telemetry/create-telemetry.ts';

/** Milliseconds. */
const cleanInterval = 3_600_000;
/** Milliseconds between two looks for tokens to revoke: commands and other servers end sessions too. */
const revokeInterval = 30_000;
/** Milliseconds that the current requests get to finish when the program stops. */
const graceful = 10_000;

async function main(): Promise<void> {
  // Until the program listens, no request is in progress, so it can end at once. Process 1 of a container has no
  // default action for signals.
  let stop = async (_: NodeJS.Signals): Promise<void> => process.exit(0);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

  const env = readEnv();
  const logger = createLogger(env.logLevel, await createLogOutput());
  surviveStrayErrors(logger);
  // In production every line of the output is JSON, which programs read.
  const print = (line: string, details: object = {}) => {
    if (isProduction()) logger.info(details, line);
    else process.stdout.write(`${line}\n`);
  };
  const interrupted = new AbortController();
  const leaving = new AbortController();
  const stopping = new AbortController();
  const telemetry = await createTelemetry(env.telemetry);
  // The app needs to know whether many requests wait, so the queue is created first.
  const turns = takeTurns((request, response) => handle(request, response));
  const dependencies = await createDependencies(env, {
    logger,
    telemetry,
    print,
    leaving: leaving.signal,
    isOverloaded: turns.isOverloaded,
    stopping: stopping.signal,
    renderer: await createPageRenderer(distFolder),
    sandboxProgram: builtSandbox,
  });
  const handle = getRequestListener(createApp(dependencies, path.join(distFolder, 'client')).fetch);
  // Collects the old generation more often, which costs little while pages are rendered. Compiling the validator of
  // a large form takes twice as long with it, so it is not set before. V8 reads this flag at each collection.
  setFlagsFromString('--optimize-for-size');
  const onListenError = (error: unknown) =>
    logger.error(describeError(error), 'A connection could not be accepted');
  const server = await listen(turns.listener, env.port, env.host, {
    onError: onListenError,
  }).catch(async (error: unknown) => {
    // An open database keeps the process alive.
    await dependencies.store.close();
    throw error;
  });

  const { admin } = dependencies;
  const adminServer =
    admin && env.admin
      ? await listen(
          getRequestListener(createAdminApp(dependencies, admin).fetch),
          env.admin.port,
          env.host,
          { onError: onListenError },
        ).catch(async (error: unknown) => {
          await server.close();
          await dependencies.store.close();
          throw Object.assign(error as Error, { variable: 'ADMIN_PORT' });
        })
      : null;

  const delivering = dependencies.outbox?.run();
  let cleaning = clean(dependencies);
  setInterval(() => {
    cleaning = clean(dependencies);
  }, cleanInterval).unref();
  setInterval(() => void dependencies.oidc?.revokeEnded(), revokeInterval).unref();

  const host = env.host.includes(':') ? `[${env.host}]` : env.host;
  print(`The profile page is at ${env.publicOrigin ?? `http://${host}:${server.port}`}`, {
    port: server.port,
    version: programVersion,
  });
  if (adminServer) print(`The admin API is at http://${host}:${adminServer.port}`);
  if (dependencies.demo) print(demoInvitation);

  stop = async (signal) => {
    // Somebody at a terminal does not wait for a load balancer.
    if (signal === 'SIGINT') interrupted.abort();
    if (leaving.signal.aborted) return;
    leaving.abort();
    server.drain();
    // A load balancer needs time to see that the program is not ready. The wait rejects when it is interrupted.
    await wait(env.shutdownDelay, undefined, { signal: interrupted.signal }).catch(() => {});
    setTimeout(() => process.exit(0), graceful).unref();
    stopping.abort();
    await Promise.all([server.close(), adminServer?.close()]);
    await Promise.all([
      cleaning,
      delivering,
      dependencies.signIn.settle(),
      dependencies.oidc?.revokeEnded(),
      telemetry.tracing?.stop(),
    ]);
    await dependencies.audit.settle();
    try {
      await dependencies.store.close();
    } catch (error) {
      logger.error(describeError(error), 'The database could not be closed');
    }
    logger.flush(() => process.exit(0));
  };
}

/** Handles errors that would end the process, and with it all requests, if nothing listened to them. */
function surviveStrayErrors(logger: Logger): void {
  // The reader of the output is gone, or the disk is full.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
  process.on('unhandledRejection', (error) =>
    logger.error(describeError(error), 'Nobody handled an error of background work'),
  );
}

/** Removes expired data. Never rejects: an error is logged, and the next run tries again. */
async function clean(program: Program): Promise<void> {
  const { sessions, signIn, oidc, files, keptUndos, store, removeOldRecords, logger } = program;
  const removals: (() => Promise<unknown>)[] = [
    () => sessions.end({ reason: 'expired', now: Date.now() }),
    () => signIn.removeExpired(),
    async () => oidc?.revokeEnded(),
    () => files.removeUnused(),
    () => keptUndos.removeExpired(),
    () => store.removeExpiredLimits(Date.now()),
    () => removeOldRecords(),
  ];
  for (const remove of removals) {
    try {
      await remove();
    } catch (error) {
      logger.error(describeError(error), 'Cleaning up failed');
    }
  }
}

main().catch((error: unknown) => {
  const reason = explainStart(error);
  process.stderr.write(`${reason}\n`);
  if (isProduction()) createLogger('fatal', process.stdout).fatal(reason);
  process.exitCode = 1;
});
