import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtInLanguages } from '../../locales/built-in-languages.ts';
import { type FrameSettings, readFrames } from './frame-settings.ts';
import { readFragment, writeFragment } from './state-in-fragment.ts';

const documents = { schema: '{"title": "اسم — ✓"}', ui_schema: '{}', data: '' };
const frames: FrameSettings[] = [
  { language: 'ar', width: '320', theme: 'dark', hasScript: false },
  { language: 'en', width: 'full', theme: 'light', hasScript: true },
];

/** Returns a fragment with any content. */
function toFragment(text: string): string {
  return `#state=${deflateRawSync(text, { level: 9 }).toString('base64url')}`;
}

describe('the state in a fragment', () => {
  test('comes back as it was written', async () => {
    const fragment = await writeFragment(documents, frames);
    expect(fragment).toMatch(/^#state=[\w-]+$/);
    const state = await readFragment(fragment ?? '');
    expect(state?.documents).toEqual(documents);
    expect(readFrames(state?.frames, builtInLanguages)).toEqual(frames);
  });

  test('is read from old links too', async () => {
    const fragment = `#${new URLSearchParams({ schema: '{"a": 1}', data: '{}' })}`;
    expect(await readFragment(fragment)).toEqual({
      documents: { schema: '{"a": 1}', ui_schema: '', data: '{}' },
      frames: undefined,
    });
  });

  test('is too long for a link where the documents hardly compress', async () => {
    const data = Array.from({ length: 200_000 }, (_, index) =>
      String.fromCharCode(33 + ((index * index) % 977)),
    );
    const noise = Array.from({ length: 200_000 }, () => Math.random().toString(36)).join('');
    expect(await writeFragment({ ...documents, data: data.join('') }, frames)).not.toBeNull();
    expect(await writeFragment({ ...documents, data: noise }, frames)).toBeNull();
  });

  test('is cut off where it expands to very much', async () => {
    const bomb = toFragment(JSON.stringify({ ...documents, data: ' '.repeat(50_000_000) }));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readFragment(bomb)).toBeNull();
  });

  test.each([
    '',
    '#schema',
    '#content',
    '#state=',
    '#state=AAAA',
    '#state=%%%',
    `#state=${'A'.repeat(200_000)}`,
    toFragment('no JSON'),
    toFragment('null'),
    toFragment('[]'),
    toFragment('{"schema": 1, "ui_schema": "", "data": ""}'),
  ])('is none, and nothing throws: %.40s', async (fragment) => {
    expect(await readFragment(fragment)).toBeNull();
  });

  test('has frames only as they can be', () => {
    const read = (value: unknown) => readFrames(value as never, builtInLanguages);
    expect(read(undefined)).toBeNull();
    expect(read([{ language: 'xx' }, null, 1])).toBeNull();
    expect(read([{ language: 'EN', width: '9', theme: 'x', hasScript: 1 }])).toEqual([
      { language: 'en', width: 'full', theme: 'light', hasScript: true },
    ]);
    expect(read(Array.from({ length: 9 }, () => ({ language: 'ar' })))).toHaveLength(2);
  });
});
