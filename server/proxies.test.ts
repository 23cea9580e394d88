import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { createFolder } from './testing/create-database.ts';
import { runProgram, waitForAddress } from './testing/run-program.ts';

/** Whether these programs are installed. */
const has = (...programs: string[]) =>
  programs.every((program) => spawnSync('which', [program]).status === 0);

const host = 'profile.example.com';
const mebibyte = 1024 ** 2;

describe.each([
  { name: 'nginx', isInstalled: has('nginx', 'openssl'), start: startNginx },
  { name: 'Caddy', isInstalled: has('caddy'), start: startCaddy },
])('$name with its example configuration', ({ name, isInstalled, start }) => {
  test.runIf(isInstalled)(
    'serves the page, passes on what it needs, and refuses what is too large',
    async () => {
      const program = runProgram({
        variables: {
          NODE_ENV: 'production',
          PORT: '0',
          HOST: '127.0.0.1',
          DATABASE_URL: 'file::memory:',
          SESSION_SECRET: 'x'.repeat(16),
          SMS_WEBHOOK_URL: 'https://sms.example',
          PUBLIC_ORIGIN: `https://${host}`,
          TRUST_PROXY: '1',
        },
      });
      const { port: pagePort } = new URL(await waitForAddress(program));
      const port = await startOnFreePort(start, pagePort);

      const page = await send(port, { path: '/sign-in' });
      expect(page.status).toBe(200);
      expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
      expect(page.text).toContain('<title>Sign in');
      // The id is the proxy's, so that both logs have it.
      const forged = { 'x-request-id': 'of-a-client', 'x-forwarded-for': '198.51.100.7' };
      const answer = await send(port, { path: '/sign-in', headers: forged });
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{32,36}$/);
      await expect.poll(() => program.output.stdout).toContain(`"id":"${answer.headers['x-request-id']}"`);
      expect((await send(port, { path: '/healthz' })).status).toBe(404);

      // An upload as large as FILE_LIMIT reaches the page, which refuses it without a session; a larger one does not.
      const upload = (size: number) =>
        send(port, {
          path: '/files',
          method: 'POST',
          headers: { origin: `https://${host}`, 'content-type': 'multipart/form-data; boundary=x' },
          body: Buffer.alloc(size),
        });
      const [largest, larger] = [await upload(11 * mebibyte), await upload(13 * mebibyte)];
      expect(largest.headers['content-security-policy']).toBeDefined();
      expect(larger.status).toBe(413);
      if (name === 'nginx') expect(larger.headers['content-security-policy']).toBeUndefined();
    },
  );
});

interface Sent {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

interface Received {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/**
 * Sends a request to the proxy on this machine. Its certificate is signed by nobody. A proxy that refuses a body closes
 * the connection while it is sent, and the answer can be lost with the connection: then the request is sent again.
 */
async function send(port: number, options: Sent, tries = 5): Promise<Received> {
  try {
    return await sendOnce(port, options);
  } catch (error) {
    if (tries === 1 || !/ECONNRESET|EPIPE/.test(String(error))) throw error;
    return send(port, options, tries - 1);
  }
}

async function sendOnce(port: number, { body, ...options }: Sent): Promise<Received> {
  const sent = request({
    ...options,
    host: '127.0.0.1',
    port,
    servername: host,
    agent: false,
    rejectUnauthorized: false,
    headers: { host, ...options.headers, ...(body && { 'content-length': body.length }) },
  });
  // An error after the answer has begun is of no interest; one before it rejects the promise below.
  sent.on('error', () => {});
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await response.toArray().catch(() => [])).toString();
  return { status: response.statusCode, headers: response.headers, text };
}

/** Starts a proxy, and again when another program has taken its port in the meantime. */
async function startOnFreePort(start: typeof startNginx, pagePort: string, tries = 3): Promise<number> {
  try {
    return await start(pagePort);
  } catch (error) {
    if (tries === 1 || !/address already in use/i.test(String(error))) throw error;
    return startOnFreePort(start, pagePort, tries - 1);
  }
}

async function startNginx(pagePort: string): Promise<number> {
  const folder = createFolder();
  const port = await findFreePort();
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=${host}`;
  execFileSync('openssl', [...words.split(' '), '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const site = readExample('nginx.conf', [
    ['127.0.0.1:3000', `127.0.0.1:${pagePort}`],
    ['/etc/ssl/profile/fullchain.pem', certificate],
    ['/etc/ssl/profile/privkey.pem', key],
    ['  listen 80;\n  listen [::]:80;', `  listen 127.0.0.1:${await findFreePort()};`],
    ['  listen 443 ssl;\n  listen [::]:443 ssl;', `  listen 127.0.0.1:${port} ssl;`],
  ]);
  writeFileSync(path.join(folder, 'site.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const file = path.join(folder, 'main.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
    events {}
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
      include ${folder}/site.conf;
    }`,
  );
  await keepRunning(spawn('nginx', ['-c', file, '-p', folder, '-e', 'stderr']), port);
  return port;
}

async function startCaddy(pagePort: string): Promise<number> {
  const folder = createFolder();
  const port = await findFreePort();
  const file = path.join(folder, 'Caddyfile');
  writeFileSync(
    file,
    readExample('Caddyfile', [
      ['127.0.0.1:3000', `127.0.0.1:${pagePort}`],
      // The test has no domain: Caddy signs a certificate itself, and installs nothing.
      ['{\n\tservers', '{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tservers'],
      [`\n${host} {`, `\nhttps://${host}:${port} {\n\tbind 127.0.0.1\n\ttls internal`],
    ]),
  );
  const env = { ...pickPath(), HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  await keepRunning(spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env }), port);
  return port;
}

function pickPath(): { PATH: string | undefined } {
  // biome-ignore lint/style/noProcessEnv: where the program is
  return { PATH: process.env.PATH };
}

/** Reads an example configuration with other addresses; throws when one is not in it. */
function readExample(name: string, replacements: [old: string, replacement: string][]): string {
  let text = readFileSync(path.join(projectFolder, 'examples', name), 'utf8');
  for (const [old, replacement] of replacements) {
    if (!text.includes(old)) throw new Error(`${name} has no ${old}`);
    text = text.replace(old, replacement);
  }
  return text;
}

/** Waits until a process listens on a port, and ends it after the current test. */
async function keepRunning(child: ChildProcess, port: number): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += text;
  });
  const exit = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  while (!(await isServing(port))) if (child.exitCode !== null) throw new Error(errors);
}

/** Returns whether something answers by TLS: Caddy makes its certificate after it listens. */
function isServing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: host, rejectUnauthorized: false });
    socket.once('secureConnect', () => socket.destroy());
    socket.once('close', (hadError) => resolve(!hadError));
    socket.once('error', () => {});
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
