import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * What one client may take of a server. Without limits a few clients that send or read next to
 * nothing (Slowloris) hold connections until there are none left for others. Times are milliseconds.
 */
export interface Limits {
  /** For the headers of a request, from its first byte or from the connection. */
  headers: number;
  /** For the whole of a request; the app gives most bodies far less, see body-limits.ts. */
  request: number;
  /** Without a single byte in either direction while a request is under way. */
  stalled: number;
  /** Until the next request on the same connection. */
  keepAlive: number;
  /** How often Node looks for headers and uploads that are late. */
  checkEvery: number;
  /** Connections at once, on each address. */
  connections: number;
}

const defaults: Limits = {
  headers: 10_000,
  // 10 MiB at 256 kbit/s take five and a half minutes.
  request: 600_000,
  stalled: 60_000,
  // Longer than the 60 seconds of common proxies: whoever closes first must be the one who sends.
  keepAlive: 65_000,
  checkEvery: 1_000,
  connections: 1_000,
};

export interface ListenOptions {
  limits?: Partial<Limits>;
  /** Hears of what fails once the server listens. */
  onError?(error: Error): void;
}

/**
 * Listens on a host's addresses: `localhost` is two of them, and browsers try either. Rejects when
 * the port is taken. Port 0 is any that is free. Requests that exceed the limits get 408, and
 * connections are closed.
 */
export async function listen(
  listener: RequestListener,
  port: number,
  host: string,
  { limits = {}, onError = () => {} }: ListenOptions = {},
): Promise<{ port: number; close(): Promise<void> }> {
  const hosts = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
  const servers: Server[] = [];
  let usedPort = port;
  for (const address of hosts) {
    try {
      const server = await listenOn(listener, usedPort, address, { ...defaults, ...limits });
      server.on('error', onError);
      servers.push(server);
      const bound = server.address();
      if (typeof bound === 'object' && bound) usedPort = bound.port;
    } catch (error) {
      // A machine may have no IPv6; the first address must work.
      if (servers.length === 0 || !isMissingAddress(error)) {
        await Promise.all(servers.map(close));
        throw error;
      }
    }
  }
  return {
    port: usedPort,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

function listenOn(listener: RequestListener, port: number, host: string, limits: Limits): Promise<Server> {
  return new Promise((resolve, reject) => {
    const options = {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: limits.checkEvery,
    };
    const server = createServer(options, listener);
    server.timeout = limits.stalled;
    server.maxConnections = limits.connections;
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function isMissingAddress(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL';
}

/** Lets the requests under way finish, and ends the connections that wait for nothing. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Again and again, since a connection whose answer has just gone waits for the next request.
    const timer = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
