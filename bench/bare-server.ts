import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import Database from 'better-sqlite3';

/**
 * A minimal server for GET /api/v3/customer/, to compare the application with. It uses `node:http` and one prepared
 * statement on the same database file. Arguments: file, port.
 */
const [file = '', port = '0'] = process.argv.slice(2);
const database = new Database(file, { readonly: true });
const find = database.prepare(
  `select customers.* from sessions join customers on customers.customer_id = sessions.customer_id
   where sessions.token_hash = ? and sessions.expires_at > ?`,
);

createServer((request, response) => {
  const token = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  const row = find.get(hash, Date.now()) as Record<string, unknown> | undefined;
  if (!row) {
    response.writeHead(401).end();
    return;
  }
  const { attributes, version, ...customer } = row;
  const body = JSON.stringify(customer);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
