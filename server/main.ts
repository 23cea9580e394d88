import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from './create-app.ts';
import { createDependencies } from './create-dependencies.ts';
import { readEnv } from './env.ts';
import { listen } from './listen.ts';
import { describeError } from './middleware/request-log.ts';
import { createPageRenderer } from './page-renderer.ts';
import { builtSandbox, distFolder } from './project-folder.ts';
import { explainStart } from './start-error.ts';

const cleanEvery = 3_600_000;
/** Requests under way get so long after SIGTERM. */
const graceful = 10_000;

async function main(): Promise<void> {
  const env = readEnv();
  const logger = pino({ level: env.logLevel, base: null }, pino.destination({ sync: false }));
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const stopping = new AbortController();
  const dependencies = await createDependencies(env, {
    logger,
    print,
    stopping: stopping.signal,
    renderer: await createPageRenderer(distFolder),
    sandboxProgram: builtSandbox,
  });
  const app = createApp(dependencies, path.join(distFolder, 'client'));
  const server = await listen(getRequestListener(app.fetch), env.port, env.host).catch(
    async (error: unknown) => {
      // An open database would keep the process alive.
      await dependencies.store.close();
      throw error;
    },
  );

  let cleaning: Promise<unknown>;
  const clean = () => {
    const { sessions, signIn, files } = dependencies;
    const removals = [sessions.removeExpired(), signIn.removeExpired(), files.removeUnused()];
    cleaning = Promise.all(removals).catch((error: unknown) =>
      logger.error(describeError(error), 'Cleaning up failed'),
    );
  };
  clean();
  setInterval(clean, cleanEvery).unref();

  const host = env.host.includes(':') ? `[${env.host}]` : env.host;
  print(`The profile page is at ${env.publicOrigin ?? `http://${host}:${server.port}`}`);
  if (dependencies.demo) {
    print(
      `Demo mode: sign in with ${dependencies.demo.mobile}; the code is printed here and shown on the page.`,
    );
  }

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), graceful).unref();
    stopping.abort();
    await server.close();
    await Promise.all([cleaning, dependencies.signIn.settle()]);
    await dependencies.store.close();
    logger.flush(() => process.exit(0));
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
});
