import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import Database from 'better-sqlite3';
import createStore from 'better-sqlite3-session-store';
import express from 'express';
import session from 'express-session';

/**
 * The three endpoints written the usual way: Express, express-session with sessions in the database, Ajv. It does what
 * the benchmark asks for, and nothing else: no limits, no conflicts, no security headers, no log. Arguments: file, port.
 */
const [file = '', port = '0'] = process.argv.slice(2);
/** Opens a database with the settings of the program. */
const open = (name) => {
  const opened = new Database(name);
  opened.pragma('journal_mode = WAL');
  opened.pragma('synchronous = FULL');
  return opened;
};
const database = open(file);
const find = database.prepare('select * from customers where customer_id = ?');
const save = database.prepare(
  'update customers set address = @address, version = version + 1 where customer_id = @customer_id',
);
const setLanguage = database.prepare('update customers set language = ? where customer_id = ?');

const definition = path.join(import.meta.dirname, '../../server/profile-form.json');
const { schema, ui_schema } = JSON.parse(readFileSync(definition, 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile({ type: 'object', properties: { address: { type: 'string', maxLength: 500 } } });

const app = express();
const SqliteStore = createStore(session);
app.use(express.json());
app.use(
  session({
    // The database of the program has a table of this name already.
    store: new SqliteStore({ client: open(`${file}-sessions`) }),
    secret: 'a secret for the benchmark',
    resave: false,
    saveUninitialized: false,
  }),
);
app.post('/sign-in', (request, response) => {
  request.session.customer_id = request.body.customer_id;
  response.json({});
});
app.use((request, response, next) => {
  const { customer_id } = request.session;
  request.customer = customer_id && find.get(customer_id);
  if (request.customer) next();
  else response.status(401).json({ error_message: 'Sign in first' });
});
app.get('/api/v3/customer/', ({ customer }, response) => {
  response.json(customer);
});
app.get('/api/v3/customer/update/', ({ customer }, response) => {
  response.json({ form: { schema, ui_schema, data: customer } });
});
app.post('/api/v3/customer/update/', ({ customer, body }, response) => {
  const isValid = validate(body);
  if (isValid) save.run({ ...customer, ...body });
  response.json({ has_errors: !isValid, form: { schema, ui_schema, data: { ...customer, ...body } } });
});
app.post('/api/v3/customer/language/', ({ customer, body }, response) => {
  setLanguage.run(body.language, customer.customer_id);
  response.json({ language: body.language });
});
app.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
