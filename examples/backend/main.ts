/** Starts the example backend; `PORT`, `DIALECT`, `FAILURE` and `PAGE` (the origin of the profile page) are its switches. */
import { type BackendOptions, createBackend } from './create-backend.ts';

const { PORT = '4000', DIALECT = 'contract', FAILURE = 'none', PAGE = 'http://localhost:3000' } = process.env;
const options = { dialect: DIALECT, failure: FAILURE, pages: [PAGE] } as BackendOptions;
createBackend(options).server.listen(Number(PORT), 'localhost', () => {
  process.stdout.write(`The example backend is at http://localhost:${PORT}\n`);
});
