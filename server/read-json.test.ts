import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readJson } from './read-json.ts';
import { createFolder } from './testing/create-database.ts';

test.each(['{"a":1}', '\uFEFF{"a":1}'])(
  'a JSON file is read with and without a byte order mark (%j)',
  (text) => {
    const file = path.join(createFolder(), 'file.json');
    writeFileSync(file, text);
    expect(readJson(file)).toEqual({ a: 1 });
    writeFileSync(file, `${text}x`);
    expect(() => readJson(file)).toThrow(SyntaxError);
  },
);
