import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type BackendOptions, createBackend } from '../examples/backend/create-backend.ts';
import { getScriptArguments, projectFolder } from './program.ts';

/** The reference backend, and the application in front of it. */
export interface BackendServer {
  /** The address of the application. */
  origin: string;
  /** The address of the backend. */
  backendOrigin: string;
  backend: ReturnType<typeof createBackend>;
  stop(): Promise<void>;
}

/** Starts the reference backend and the application in front of it, without a database and an SMS gateway. */
export async function startBackendServer(
  options: BackendOptions = {},
  variables: Record<string, string> = {},
): Promise<BackendServer> {
  const backend = createBackend(options);
  await new Promise<void>((resolve) => backend.server.listen(0, 'localhost', resolve));
  const backendOrigin = `http://localhost:${(backend.server.address() as AddressInfo).port}`;
  const application = spawn(process.execPath, getScriptArguments('start'), {
    cwd: projectFolder,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'silent',
      SHUTDOWN_DELAY: '0s',
      BACKEND_URL: backendOrigin,
      ...(variables.OIDC_ISSUER === undefined && {
        BACKEND_LOGIN_URL: `${backendOrigin}/login/`,
        BACKEND_COOKIES: 'backend_session,csrftoken',
      }),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(application, 'exit');
  const origin = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, address] = /^The profile page is at (\S+)$/m.exec(output) ?? [];
      if (address) resolve(address);
    };
    application.stdout.on('data', read);
    application.stderr.on('data', read);
    application.once('exit', () => reject(new Error(`The application did not start: ${output}`)));
  });
  backend.options.pages = [origin];
  return {
    origin,
    backendOrigin,
    backend,
    async stop() {
      application.kill('SIGTERM');
      await ended;
      backend.server.close();
      backend.server.closeAllConnections();
    },
  };
}
