import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * Limits of connections and requests. Without them a few clients that send or read very slowly
 * (Slowloris) hold all connections. Times are milliseconds.
 */
export interface Limits {
  /** Until the headers of a request are complete, from its first byte or from the connection. */
  headers: number;
  /** Until a request is complete; body-limits.ts gives most bodies far less. */
  request: number;
  /** Without a byte in either direction while a request is in progress. */
  stalled: number;
  /** Between two requests on the same connection. */
  keepAlive: number;
  /** Interval at which Node looks for late headers and uploads. */
  checkEvery: number;
  /** Simultaneous connections on each address. */
  connections: number;
}

const defaults: Limits = {
  headers: 10_000,
  // An upload of 10 MiB at 256 kbit/s takes five and a half minutes.
  request: 600_000,
  stalled: 60_000,
  // Longer than the 60 seconds of common proxies. If the server closed first, a proxy's next request would fail.
  keepAlive: 65_000,
  checkEvery: 1_000,
  connections: 1_000,
};

export interface ListenOptions {
  limits?: Partial<Limits>;
  /** Receives the errors of a server that listens. */
  onError?(error: Error): void;
}

/** A server that listens. */
export interface Listening {
  port: number;
  /** Goes on, but closes each connection with its next answer, so that none is idle when the server closes. */
  drain(): void;
  /** Finishes the current requests, and closes idle connections. */
  close(): Promise<void>;
}

/**
 * Listens on the addresses of a host: `localhost` has two, and browsers try either. Port 0 takes any
 * free port. Rejects when the port is taken. Requests that exceed the limits get 408 and their
 * connection is closed.
 */
export async function listen(
  listener: RequestListener,
  port: number,
  host: string,
  { limits = {}, onError = () => {} }: ListenOptions = {},
): Promise<Listening> {
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
      // A machine may lack IPv6, so only the first address must work.
      if (servers.length === 0 || !isMissingAddress(error)) {
        await Promise.all(servers.map(close));
        throw error;
      }
    }
  }
  return {
    port: usedPort,
    drain: () => servers.forEach(drain),
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

/** Against a request that a proxy sends just when its idle connection is closed: the answer before says that it will be. */
function drain(server: Server): void {
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false;
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Repeated, since a connection becomes idle when its answer is sent.
    const timer = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
