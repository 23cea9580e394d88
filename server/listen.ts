import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * Listens on a host's addresses: `localhost` is two of them, and browsers try either. Rejects when
 * the port is taken. Port 0 is any that is free. `onError` hears of what fails later.
 */
export async function listen(
  listener: RequestListener,
  port: number,
  host: string,
  onError: (error: Error) => void = () => {},
): Promise<{ port: number; close(): Promise<void> }> {
  const hosts = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
  const servers: Server[] = [];
  let usedPort = port;
  for (const address of hosts) {
    try {
      const server = await listenOn(listener, usedPort, address);
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

function listenOn(listener: RequestListener, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
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
