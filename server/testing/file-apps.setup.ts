import { afterAll } from 'vitest';
import { endFileApps } from './create-test-app.ts';

// Vitest runs this file before each test file, also when test files share a process.
afterAll(endFileApps);
