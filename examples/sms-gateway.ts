/**
 * An SMS gateway for trying the program on one machine: it prints each message instead of sending it. `PORT` moves it.
 * Everybody who reaches it sees the codes, so it listens on this machine alone.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { answerIcon } from './icon.ts';

const { PORT = '4001' } = process.env;
const print = (line: string) => process.stdout.write(`${line}\n`);

createServer(async (request, response) => {
  if (answerIcon(request, response)) return;
  const message = await json(request).catch(() => null);
  if (message) print(JSON.stringify(message));
  response.writeHead(message ? 204 : 400).end();
}).listen(Number(PORT), 'localhost', () => print(`The example gateway is at http://localhost:${PORT}`));
