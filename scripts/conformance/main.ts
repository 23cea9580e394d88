import { testConformance } from './conformance.ts';

/** `npm run conformance`: tests whether a backend speaks the Customer API; docs/backend.md describes it. */
process.exitCode = await testConformance(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
