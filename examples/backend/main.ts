/** Starts the example backend; `PORT`, `DIALECT`, `FAILURE` and `PAGE` (the origin of the profile page) are its switches. */
import { type BackendOptions, createBackend } from './create-backend.ts';

const { PORT = '4000', DIALECT = 'contract', FAILURE = 'none', PAGE = 'http://localhost:3000' } = process.env;
const print = (line: string) => process.stdout.write(`${line}\n`);
const options = {
  dialect: DIALECT,
  failure: FAILURE,
  pages: [PAGE],
  sendCode: (mobile, code) => print(`The code of ${mobile} is ${code}`),
} as BackendOptions;
createBackend(options).server.listen(Number(PORT), 'localhost', () => {
  print(`The example backend is at http://localhost:${PORT}`);
});
