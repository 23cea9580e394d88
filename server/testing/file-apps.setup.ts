import { afterAll } from 'vitest';
import { endFileApps } from './create-test-app.ts';

// Vitest runs this file before each file of tests, also where they share the modules.
afterAll(endFileApps);
