import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds. */
const longWait = 500;
const manyRequests = 50;

/** With one alone, the server would answer a quarter fewer requests. */
const perIteration = 8;

/** Requests of one connection that may lack their answer. Browsers and proxies send the next one after the answer. */
const mostOfConnection = 32;

/** A request that waits. */
interface Turn {
  since: number;
  begin(): void;
}

/** A listener whose requests take turns. */
export interface Turns {
  listener: RequestListener;
  /**
   * Returns whether requests arrive faster than they are answered: the last one waited long, and many still wait.
   * When only a few wait, it is another program that makes them wait: to refuse some would not help.
   */
  isOverloaded(): boolean;
}

/**
 * Handles a few requests in each iteration of the event loop, in the order of their arrival.
 *
 * Node accepts one connection in each iteration (https://github.com/libuv/libuv/pull/3696). If an iteration handled a
 * request of every open connection, new connections would wait for all of them: when 400 customers arrived at once and
 * kept sending requests, some would wait until the others stopped.
 */
export function takeTurns(handle: RequestListener): Turns {
  const waiting: Turn[] = [];
  const counts = new WeakMap<Socket, number>();
  let lastWait = 0;
  let isScheduled = false;

  const handleTurn = ({ since, begin }: Turn) => {
    lastWait = performance.now() - since;
    begin();
  };
  const schedule = () => {
    isScheduled = waiting.length > 0;
    if (!isScheduled) return;
    // A callback for each, so that what a request leaves to promises runs before the next one begins.
    for (const turn of waiting.splice(0, perIteration)) setImmediate(handleTurn, turn);
    setImmediate(schedule);
  };
  return {
    listener(request, response) {
      const { socket } = request;
      const count = counts.get(socket) ?? 0;
      // Against a client that fills the memory with requests whose answers it does not await. A request that has begun
      // counts until its answer, since it may wait for a slow database.
      if (count === mostOfConnection) {
        socket.destroy();
        return;
      }
      counts.set(socket, count + 1);
      response.once('close', () => counts.set(socket, (counts.get(socket) ?? 1) - 1));
      waiting.push({ since: performance.now(), begin: () => handle(request, response) });
      if (!isScheduled) schedule();
    },
    isOverloaded: () => lastWait > longWait && waiting.length >= manyRequests,
  };
}
