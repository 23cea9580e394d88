import { expect, test } from 'vitest';
import { toTitle } from './to-title.ts';

test.for([
  ['name', 'Name'],
  ['postalCode', 'Postal code'],
  ['PostalCode', 'Postal code'],
  ['first_name', 'First name'],
  ['first-name', 'First name'],
  ['FIRST_NAME', 'First name'],
  ['_private__field_', 'Private field'],
  ['URL', 'URL'],
  ['userID', 'User ID'],
  ['userIDs', 'User IDs'],
  ['HTMLParser', 'HTML parser'],
  ['parseHTMLText', 'Parse HTML text'],
  ['address2', 'Address 2'],
  ['line2Text', 'Line 2 text'],
  ['planB', 'Plan b'],
  ['e-mail', 'E-mail'],
  ['Date of birth', 'Date of birth'],
  ['some.path', 'some.path'],
  ['größeDesHauses', 'Größe des hauses'],
  ['عنوان_المنزل', 'عنوان المنزل'],
  ['__proto__', 'Proto'],
  ['___', '___'],
  ['', ''],
] as const)('%s is read as "%s"', ([key, title]) => {
  expect(toTitle(key)).toBe(title);
});

test('converting a name takes linear time', () => {
  const long = 'aB'.repeat(100_000);
  const start = process.cpuUsage();
  expect(toTitle(long)).toBe(long);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(100);
});
