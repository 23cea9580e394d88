import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { isFilesPath } from 'schema-form/server';
import { createServer as createVite } from 'vite';
import { createAdminApp } from './create-admin-app.ts';
import { createApp } from './create-app.ts';
import { createDependencies } from './create-dependencies.ts';
import { createLogOutput } from './create-log-output.ts';
import { createLogger } from './create-logger.ts';
import { demoInvitation } from './demo-mode.ts';
import { readEnv } from './env.ts';
import { listen } from './listen.ts';
import { createTemplate, fillTemplate, type RenderPage } from './page-renderer.ts';
import { projectFolder } from './project-folder.ts';

/** The development server: Vite serves the pages, and `node --watch` restarts it when the server's code changes. */
const env = readEnv();
const server = createServer();
const vite = await createVite({
  root: projectFolder,
  appType: 'custom',
  server: { middlewareMode: { server }, hmr: { server } },
});
const dependencies = await createDependencies(env, {
  logger: createLogger(env.logLevel, await createLogOutput()),
  print: (line) => process.stdout.write(`${line}\n`),
  isDevelopment: true,
  sandboxProgram: {
    script: path.join(projectFolder, 'server/sandbox/sandbox-program.ts'),
    // The sandbox must not read the whole project: the database is in it.
    readable: ['server', 'shared', 'packages', 'node_modules', 'package.json'].map((name) =>
      path.join(projectFolder, name),
    ),
  },
  renderer: {
    // Vite sends the styles as files.
    styleSource: null,
    async render(request, { head }) {
      const { renderPage } = (await vite.ssrLoadModule('/src/entry-server.tsx')) as {
        renderPage: RenderPage;
      };
      const html = readFileSync(path.join(projectFolder, 'index.html'), 'utf8');
      const template = createTemplate(await vite.transformIndexHtml(request.path, html));
      return fillTemplate(template, request, await renderPage(request), { head });
    },
  },
});
const { admin } = dependencies;
if (admin && env.admin) {
  await listen(getRequestListener(createAdminApp(dependencies, admin).fetch), env.admin.port, env.host);
}
void dependencies.outbox?.run();
const app = createApp(dependencies, path.join(projectFolder, 'public'));
const listener = getRequestListener(app.fetch);

/** Whether the app answers a path; Vite answers the others first. */
const isPage = ({ url = '/' }: IncomingMessage) =>
  /^\/($|\?|api\/|edit|sign-|language|healthz|readyz|demo\/|validators\/|texts\/|brand\/)/.test(url) ||
  isFilesPath(url);
server.on('request', (request, response) => {
  const answer = () => void listener(request, response);
  if (isPage(request)) answer();
  else vite.middlewares(request, response, answer);
});
server.listen(env.port, env.host === 'localhost' ? '127.0.0.1' : env.host, () => {
  const { port } = server.address() as AddressInfo;
  const invitation = dependencies.demo ? `${demoInvitation}\n` : '';
  process.stdout.write(`Development: http://localhost:${port}\n${invitation}`);
});
