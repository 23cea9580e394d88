import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands between a program and a server, and breaks the network between them. */
export interface TcpProxy {
  port: number;
  /** Passes everything on again; connections that hung are gone. */
  repair(): void;
  /** Ends every connection, and accepts no other: the server is gone. */
  cut(): void;
  /** Lets every connection hang without an end: the server has vanished from the network. */
  hang(): void;
}

/** Starts a proxy in front of a port of this machine for the current test. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let state: 'open' | 'cut' | 'hanging' = 'open';
  const sockets = new Set<Socket>();
  const add = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    add(client);
    if (state === 'cut') return void client.destroy();
    const upstream = add(connect(target, '127.0.0.1'));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', (chunk) => {
        if (state === 'open') to.write(chunk);
      });
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    endAll();
  });
  return {
    port: (server.address() as AddressInfo).port,
    repair() {
      if (state === 'hanging') endAll();
      state = 'open';
    },
    cut() {
      state = 'cut';
      endAll();
    },
    hang() {
      state = 'hanging';
    },
  };
}
