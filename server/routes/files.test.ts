import { filesPath, type JsonObject } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import type { TestApp, TestAppOptions } from '../testing/create-test-app.ts';
import { readJson, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { fileForm, pdf, png } from '../testing/test-files.ts';
import { writeForm } from '../testing/write-form.ts';

const day = 86_400_000;

function open(options: TestAppOptions = {}): Promise<{ app: TestApp; browser: TestBrowser }> {
  const variables = { PROFILE_FORM: writeForm(fileForm), ...options.variables };
  return createSignedIn(layla, { ...options, variables });
}

interface Sent {
  name?: string;
  content?: Uint8Array<ArrayBuffer> | string;
  type?: string;
  field?: string;
}

function send(browser: TestBrowser, { name = 'me.png', content = png, type = '', field }: Sent = {}) {
  const form = new FormData();
  if (field !== undefined) form.set('field', field);
  form.set('file', new File([content], name, { type }));
  return browser.postForm(filesPath, form);
}

/** Sends a file that is taken, and gives its address. */
async function upload(browser: TestBrowser, sent?: Sent): Promise<string> {
  const response = await send(browser, sent);
  const body = await readJson(response);
  if (response.status !== 201) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return String(body.file_url);
}

async function save(browser: TestBrowser, payload: JsonObject) {
  const body = await readJson(await browser.postJson(apiPaths.update, payload));
  return body.form as { data: JsonObject; errors: JsonObject };
}

/** Text as pages show it, without the isolates around names. */
function plain(text: unknown): string {
  return String(text).replaceAll(/[\u2068\u2069]/g, '');
}

describe('a file', () => {
  test('is kept, and comes back to its owner as it was', async () => {
    const { browser } = await open();
    const url = await upload(browser);
    expect(url).toMatch(/^\/files\/[\w-]{43}\/me\.png$/);
    const response = await browser.get(url);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  test.each([
    ['a document', 'cv.pdf', pdf, 'application/pdf', 'application/pdf'],
    ['a page', 'x.html', '<script>alert(1)</script>', 'text/html', 'application/octet-stream'],
    ['a drawing with a script', 'x.svg', '<svg/>', 'image/svg+xml', 'application/octet-stream'],
    ['what says it is a picture', 'x', '<script>', 'image/png', 'application/octet-stream'],
  ])('that is %s is for keeping, not for looking at', async (_, name, content, type, served) => {
    const { browser } = await open();
    const response = await browser.get(await upload(browser, { name, content, type }));
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(response.headers.get('content-type')).toBe(served);
  });

  test.each([
    ['صورتي ١.png', 'صورتي ١.png'],
    ['a "b"; filename=c\r\n.png', 'a "b"; filename=c .png'],
    ['50% #1 ?&+%20.png', '50% #1 ?&+%20.png'],
    ['../../etc/pass.png', 'pass.png'],
    ['C:\\Users\\me\\pass.png', 'pass.png'],
    ['\u202Egnp.exe\u202C.png', 'gnp.exe.png'],
    ["it's (1)!*~.png", "it's (1)!*~.png"],
    [`${'é'.repeat(200)}.png`, `${'é'.repeat(96)}.png`],
  ])('may be called %j', async (name, kept) => {
    const { browser } = await open();
    const url = await upload(browser, { name });
    expect(decodeURIComponent(url.split('/').at(-1) ?? '')).toBe(kept);
    expect((await browser.get(url)).status).toBe(200);
    expect((await save(browser, { photo: url })).data).toHaveProperty('photo', url);
  });

  test.each(['..', '.', '/', 'a/..'])('has a name, even if it comes with %j', async (name) => {
    const { browser } = await open();
    expect(await upload(browser, { name, content: 'x' })).toMatch(/\/file$/);
  });

  test('is nobody else’s to open, nor to name', async () => {
    const { app, browser } = await open();
    const url = await upload(browser);
    const other = await signIn(app, omar.mobile);
    expect((await other.get(url)).status).toBe(404);
    const { errors } = await save(other, { first_name: 'Omar', photo: url });
    expect(errors).toEqual({ photo: { __errors: ['This file is no longer here. Choose it again'] } });
    const visitor = await new TestBrowser(app).get(url);
    expect([visitor.status, visitor.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(url)}`,
    ]);
  });

  test('is at no other address', async () => {
    const { browser } = await open();
    const url = await upload(browser);
    const folder = url.replace(/[^/]+$/, '');
    const id = folder.split('/')[2] ?? '';
    for (const path of [
      `${folder}you.png`,
      `${folder}..%2Fme.png`,
      `${folder}%E0%A4`,
      `${filesPath}/${id}`,
      `${filesPath}/${'a'.repeat(43)}/me.png`,
      `${filesPath}/..%2F..%2Fpackage.json/x`,
      `${filesPath}/%00/me.png`,
      filesPath,
    ]) {
      const response = await browser.get(path);
      expect([path, response.status]).toEqual([path, path === filesPath ? 405 : 404]);
    }
    expect(
      (await browser.send(url, { method: 'DELETE', headers: { origin: 'http://localhost' } })).status,
    ).toBe(405);
  });
});

describe('sending a file', () => {
  test('needs a session, a form of our own, and a file in it', async () => {
    const { app, browser } = await open();
    const visitor = await send(new TestBrowser(app));
    expect([visitor.status, await readJson(visitor)]).toEqual([
      401,
      { error_message: 'Customer not authenticated' },
    ]);
    const form = new FormData();
    form.set('file', new File([png], 'me.png'));
    const foreign = await browser.postForm(filesPath, form, { origin: 'https://evil.example' });
    expect([foreign.status, await readJson(foreign)]).toEqual([
      403,
      { error_message: 'The request comes from another origin' },
    ]);
    for (const empty of [browser.postForm(filesPath, { file: 'x' }), browser.postJson(filesPath, {})]) {
      const response = await empty;
      expect([response.status, await readJson(response)]).toEqual([
        400,
        { error_message: 'The form holds no file' },
      ]);
    }
    const get = await browser.get(filesPath);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each([
    ['nothing in it', { content: '' }, 'me.png is empty. Choose another file'],
    [
      'another kind',
      { content: pdf, name: 'cv.pdf', field: 'root[photo]' },
      'cv.pdf is of a kind that is not taken here. Choose images',
    ],
    [
      'a kind that only its name is of',
      { content: 'text', name: 'a.txt', type: 'image/png', field: 'root[photo]' },
      'a.txt is of a kind that is not taken here. Choose images',
    ],
    [
      'a name that is not true',
      { content: '<html>' },
      'me.png is damaged, or not what its name says. Choose another file',
    ],
    [
      'a picture in a document',
      { name: 'x.pdf' },
      'x.pdf is damaged, or not what its name says. Choose another file',
    ],
    [
      'more than its field takes',
      { content: Buffer.concat([png, Buffer.alloc(2000)]), field: 'root[photo]' },
      'me.png is too large: a file can have at most 2 kB',
    ],
    [
      'a kind that a list does not take',
      { name: 'me.png', field: 'root[papers][]' },
      'me.png is of a kind that is not taken here. Choose PDF or TXT',
    ],
  ] satisfies [string, Sent, string][])('is refused with %s', async (_, sent, text) => {
    const { browser } = await open();
    const response = await send(browser, sent);
    expect([response.status, plain((await readJson(response)).error_message)]).toEqual([422, text]);
  });

  test('is refused in the language of the customer', async () => {
    const { browser } = await open();
    await browser.postJson(apiPaths.language, { language: 'ar' });
    const { error_message } = await readJson(await send(browser, { content: '', name: 'صورة.png' }));
    expect(plain(error_message)).toBe('الملف صورة.png فارغ. يُرجى اختيار ملف آخر');
  });

  test('has limits of its own', async () => {
    const { app, browser } = await open({ variables: { FILE_LIMIT: '3000', BODY_LIMIT: '2000' } });
    expect((await send(browser, { name: 'a', content: 'x'.repeat(3000) })).status).toBe(201);
    const tooLarge = await send(browser, { name: 'a', content: 'x'.repeat(3001) });
    expect([tooLarge.status, plain((await readJson(tooLarge)).error_message)]).toEqual([
      422,
      'a is too large: a file can have at most 3 kB',
    ]);
    const response = await send(browser, { content: 'x'.repeat(6000) });
    expect([response.status, await readJson(response)]).toEqual([
      413,
      { error_message: 'The body is too large' },
    ]);
    // Of those who have not signed in nothing is read.
    expect((await send(new TestBrowser(app), { content: 'x'.repeat(2500) })).status).toBe(401);
  });

  test('ends where a customer has filled the room that there is, many at once too', async () => {
    const { app, browser } = await open({ variables: { FILE_LIMIT: '3000' } });
    const sent = { name: 'a', content: 'x'.repeat(3000) };
    const responses: Response[] = [];
    while (responses.length < 12) {
      responses.push(...(await Promise.all([send(browser, sent), send(browser, sent)])));
    }
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 422, 422]);
    const refused = responses.find(({ status }) => status === 422);
    expect(plain((await readJson(refused as Response)).error_message)).toMatch(
      /^a was not sent: you have sent/,
    );
    expect(await upload(await signIn(app, omar.mobile), sent)).toMatch(/\/a$/);
  });
});

describe('uploads under way', () => {
  const boundary = 'a-boundary';
  const type = `multipart/form-data; boundary=${boundary}`;
  const start = [
    `--${boundary}`,
    'content-disposition: form-data; name="file"; filename="a.txt"',
    'content-type: text/plain',
    '',
    'the beginning, ',
  ].join('\r\n');
  const end = `the end\r\n--${boundary}--\r\n`;

  /** Begins an upload, and returns functions that finish or abort it. */
  function begin(browser: TestBrowser, path: string = filesPath) {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const write = (text: string) => writer.write(Buffer.from(text));
    const response = browser.send(path, {
      method: 'POST',
      headers: { origin: 'http://localhost', 'content-type': type },
      body: readable,
      duplex: 'half',
    } as RequestInit & { headers: Record<string, string> });
    // Rejects when the upload is aborted.
    write(start).catch(() => {});
    return {
      response,
      async finish() {
        await write(end);
        await writer.close();
        return response;
      },
      async abort() {
        await writer.abort(new Error('gone'));
        return response;
      },
    };
  }

  test('are at most two of one customer, and others get 429 before their body is read', async () => {
    const { app, browser } = await open();
    const begun = [begin(browser), begin(browser), begin(browser)];
    // Whichever of them comes last.
    const third = await Promise.race(begun.map(({ response }) => response));
    const isThird = await Promise.all(begun.map(({ response }) => Promise.race([response, null])));
    const uploads = begun.filter((_, index) => isThird[index] === null);
    expect(uploads).toHaveLength(2);
    expect([third.status, third.headers.get('retry-after'), await readJson(third)]).toEqual([
      429,
      '5',
      {
        error_message:
          'Too many files are being sent at once. Wait until the others have arrived, then try again',
      },
    ]);
    const page = await begin(browser, '/edit').response;
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, '5']);
    expect(page.headers.get('ratelimit')).toBe('"uploads";r=0;t=5');
    expect(page.headers.get('ratelimit-policy')).toBe('"uploads";q=2;qu="concurrent-requests"');
    expect(await page.text()).toContain('Too many uploads at once');
    // Other customers, and other requests, are not concerned.
    expect(await upload(await signIn(app, omar.mobile))).toMatch(/me\.png$/);
    expect((await browser.postJson(apiPaths.update, {})).status).toBe(200);
    expect((await uploads[0]?.finish())?.status).toBe(201);
    expect(await upload(browser)).toMatch(/me\.png$/);
    await uploads[1]?.finish();
  });

  test.each(['finish', 'abort'] as const)('count no longer once they %s', async (outcome) => {
    const { browser } = await open();
    for (let round = 0; round < 3; round += 1) {
      const uploads = [begin(browser), begin(browser)];
      const responses = await Promise.all(uploads.map((item) => item[outcome]()));
      const expected = outcome === 'finish' ? 201 : 499;
      expect(responses.map(({ status }) => status)).toEqual([expected, expected]);
    }
  });

  test('that are too large or no form get an answer while they are being written', async () => {
    const { browser } = await open({ variables: { FILE_LIMIT: '3000', BODY_LIMIT: '2000' } });
    const post = async (...texts: string[]) => {
      const response = await browser.send(filesPath, {
        method: 'POST',
        headers: { origin: 'http://localhost', 'content-type': type },
        body: texts.join(''),
      });
      return response.status;
    };
    const text = `\r\n--${boundary}\r\ncontent-disposition: form-data; name="b"\r\n\r\n`;
    expect(await post(start, 'x'.repeat(6000), end)).toBe(413);
    expect(await post(start, text, 'x'.repeat(2001), end)).toBe(413);
    expect(await post(start, text, 'x'.repeat(1000), end)).toBe(201);
    expect(await post(start, 'x'.repeat(100))).toBe(400);
    expect(await post(start, text)).toBe(400);
    expect(await post(start, `\r\n--${boundary}\r\ncontent-disposition: form-data; name="b"`)).toBe(400);
  });
});

describe('saving a file', () => {
  test('stores its address, for one and for several', async () => {
    const { browser } = await open();
    const photo = await upload(browser);
    const papers = [
      await upload(browser, { name: 'a.pdf', content: pdf }),
      await upload(browser, { name: 'b.txt', content: 'b' }),
    ];
    expect(await save(browser, { photo, papers })).toMatchObject({ errors: {}, data: { photo, papers } });
    expect((await save(browser, { photo: null, papers: [] })).data).not.toHaveProperty('photo');
  });

  test('is refused for what its field does not take', async () => {
    const { browser } = await open();
    const url = await upload(browser, { name: 'cv.pdf', content: pdf });
    const { errors, data } = await save(browser, { photo: url });
    expect(plain(JSON.stringify(errors))).toBe(
      '{"photo":{"__errors":["cv.pdf is of a kind that is not taken here. Choose images"]}}',
    );
    expect(data).toHaveProperty('photo', url);
  });

  test.each(['https://example.com/me.png', 'me.png', '/files/x/me.png', '//evil.example/x'])(
    'is refused for what is no file of ours: %s',
    async (photo) => {
      const { browser } = await open();
      const { errors } = await save(browser, { photo, papers: [photo] });
      const error = { __errors: ['This file is no longer here. Choose it again'] };
      expect(errors).toEqual({ photo: error, papers: error });
    },
  );

  test('takes a data URL for the file in it, and no address in its place', async () => {
    const dataUrls = { type: 'array', title: 'Photos', items: { type: 'string', format: 'data-url' } };
    const schema = {
      type: 'object',
      properties: {
        photos: dataUrls,
        photo: { type: 'string', title: 'Photo' },
        scan: { type: 'string', title: 'Scan', format: 'binary' },
      },
    };
    const widget = { 'ui:widget': 'upload', 'ui:options': { accept: ['image/png'], maxSize: 2000 } };
    const ui_schema = { photos: widget, photo: widget, scan: { 'ui:widget': 'upload' } };
    const { app, browser } = await open({
      variables: { PROFILE_FORM: writeForm({ schema, ui_schema }), BODY_LIMIT: '9000' },
    });
    const toDataUrl = (type: string, content: Uint8Array) =>
      `data:${type};name=me.png;base64,${Buffer.from(content).toString('base64')}`;
    const photos = [toDataUrl('image/png', png)];
    expect(await save(browser, { photos })).toMatchObject({ data: { photos }, errors: {} });
    const refuse = async (payload: JsonObject) => {
      const { errors } = await save(browser, payload);
      return plain(JSON.stringify(errors));
    };
    const large = Buffer.concat([png, Buffer.alloc(2000)]);
    expect(await refuse({ photos: [toDataUrl('image/png', large)] })).toContain('me.png is too large');
    expect(await refuse({ photos: [toDataUrl('application/pdf', pdf)] })).toContain('me.png is of a kind');
    const unnamed = `data:text/html,<script>`;
    expect(await refuse({ photos: [unnamed] })).toContain('text/html is of a kind that is not taken here');
    // A field for addresses takes no data URL, and a field for data URLs takes nobody's address.
    expect(await refuse({ photo: photos[0] ?? '' })).toContain('no longer here');
    const other = await signIn(app, omar.mobile);
    const url = await upload(other);
    for (const payload of [{ photo: url }, { scan: url }]) {
      expect(await refuse(payload)).toContain('no longer here');
    }
    expect(await refuse({ photos: [url] })).toContain('no longer here');
    const huge = { photos: [toDataUrl('image/png', Buffer.alloc(9000))] };
    expect((await browser.postJson(apiPaths.update, huge)).status).toBe(413);
    expect((await save(browser, {})).data).toEqual({ photos });
  });

  test('does not validate what was there before, so that the rest can be saved', async () => {
    const { app, browser } = await open();
    const attributes = { photo: 'https://old.example/me.png' };
    await app.dependencies.store.customers.update(layla.customer_id, () => ({ attributes }));
    const { errors, data } = await save(browser, { first_name: 'Leila' });
    expect(errors).toEqual({});
    expect(data).toMatchObject({ first_name: 'Leila', ...attributes });
  });

  test('keeps the file for as long as the profile names it', async () => {
    let time = Date.now();
    const variables = { SESSION_IDLE: '3d', SESSION_MAX: '3d' };
    const { app, browser } = await open({ variables, now: () => time });
    const { files } = app.dependencies;
    const [saved, left] = [await upload(browser), await upload(browser, { name: 'left.png' })];
    await save(browser, { photo: saved });
    const read = async () => [(await browser.get(saved)).status, (await browser.get(left)).status];
    time += day - 1;
    await files.removeUnused();
    expect(await read()).toEqual([200, 200]);
    time += 2;
    await files.removeUnused();
    expect(await read()).toEqual([200, 404]);
    await save(browser, { photo: null });
    // Another's upload removes nothing of this customer's.
    await upload(await signIn(app, omar.mobile));
    expect(await read()).toEqual([200, 404]);
    await upload(browser);
    expect(await read()).toEqual([404, 404]);
  });
});

describe('a form without script', () => {
  function fill(fields: Record<string, string | File | File[]>): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries({ 'root[first_name]': 'Layla', ...fields })) {
      for (const part of [value].flat()) form.append(name, part);
    }
    return form;
  }

  /** What a browser sends where no file was chosen. */
  const none = new File([], '', { type: 'application/octet-stream' });

  /** Posts the form as browsers do, which say that a file has no name, where `FormData` says nothing. */
  async function post(browser: TestBrowser, form: FormData): Promise<Response> {
    const request = new Request('http://localhost', { method: 'POST', body: form });
    const body = Buffer.from(await request.arrayBuffer()).toString('latin1');
    const named = body.replaceAll(/( name="[^"]*")(?=\r\nContent-Type)/g, '$1; filename=""');
    return browser.send('/edit', {
      method: 'POST',
      body: Buffer.from(named, 'latin1'),
      headers: {
        origin: 'http://localhost',
        'content-type': request.headers.get('content-type') ?? '',
      },
    });
  }

  async function getData(browser: TestBrowser): Promise<JsonObject> {
    const body = await readJson(await browser.get(apiPaths.update));
    return (body.form as { data: JsonObject }).data;
  }

  test('is sent in parts only where it has a file', async () => {
    const { browser } = await open();
    expect(await (await browser.get('/edit')).text()).toMatch(/ enctype="multipart\/form-data"/i);
    const { browser: other } = await createSignedIn();
    expect(await (await other.get('/edit')).text()).not.toContain('multipart');
  });

  test('keeps the files that are in it', async () => {
    const { browser } = await open();
    const response = await post(
      browser,
      fill({
        'root[photo]': new File([png], 'صورتي.png'),
        'root[papers][]': [new File([pdf], 'a.pdf'), new File(['b'], 'b.txt')],
        'root[letter]': new File(['Dear all'], 'dear.txt', { type: 'text/plain' }),
        'root[notes][]': [new File(['a'], 'a.txt', { type: 'text/plain' }), none],
      }),
    );
    expect(response.status).toBe(303);
    const data = await getData(browser);
    expect(data.photo).toMatch(/^\/files\/[\w-]{43}\/%D8%B5/);
    expect(data.papers).toEqual([expect.stringMatching(/a\.pdf$/), expect.stringMatching(/b\.txt$/)]);
    expect(data.letter).toBe(`data:text/plain;name=dear.txt;base64,${btoa('Dear all')}`);
    expect(data.notes).toEqual([`data:text/plain;name=a.txt;base64,${btoa('a')}`]);
    expect((await browser.get(String(data.photo))).status).toBe(200);
  });

  test('takes a data URL only as large as a body may be', async () => {
    const { browser } = await open({ variables: { BODY_LIMIT: '4000' } });
    const letter = (size: number) => fill({ 'root[letter]': new File(['x'.repeat(size)], 'dear.txt') });
    const response = await post(browser, letter(3001));
    expect(response.status).toBe(422);
    expect(plain(await response.text())).toContain('dear.txt is too large: a file can have at most 3 kB');
    expect((await post(browser, letter(3000))).status).toBe(303);
  });

  test('keeps what is there where none is chosen, and takes away what is to go', async () => {
    const { browser } = await open();
    const photo = await upload(browser);
    const [first = '', second = ''] = [
      await upload(browser, { name: 'a.txt', content: 'a' }),
      await upload(browser, { name: 'b.txt', content: 'b' }),
    ];
    await save(browser, { photo, papers: [first, second] });
    const untouched = { 'root[photo]': [photo as string & File, none] };
    const form = fill({ ...untouched, 'root[papers][0]': first, 'root[papers][1]': second });
    form.append('root[papers][]', none);
    expect((await post(browser, form)).status).toBe(303);
    expect(await getData(browser)).toMatchObject({ photo, papers: [first, second] });

    // The boxes to remove come after what they are for.
    form.append('root[papers][0]', '');
    form.append('root[photo]', '');
    form.append('root[papers][]', new File([pdf], 'c.pdf'));
    expect((await post(browser, form)).status).toBe(303);
    const data = await getData(browser);
    expect(data).not.toHaveProperty('photo');
    expect(data.papers).toEqual([second, expect.stringMatching(/c\.pdf$/)]);
  });

  test('loses no file for an error elsewhere', async () => {
    const { browser } = await open();
    const form = fill({ 'root[first_name]': '', 'root[photo]': new File([png], 'me.png') });
    const response = await post(browser, form);
    const html = await response.text();
    expect(response.status).toBe(422);
    const [, url = ''] = /name="root\[photo\]" value="(\/files\/[\w-]{43}\/me\.png)"/.exec(html) ?? [];
    expect((await browser.get(url)).status).toBe(200);
    expect((await post(browser, fill({ 'root[photo]': url }))).status).toBe(303);
    expect(await getData(browser)).toHaveProperty('photo', url);
  });

  test('says at its field why a file was refused, and keeps the one that was there', async () => {
    const { browser } = await open();
    const photo = await upload(browser);
    await save(browser, { photo });
    const form = fill({ 'root[photo]': photo });
    form.append('root[photo]', new File([pdf], 'cv.pdf'));
    const response = await post(browser, form);
    const html = plain(await response.text());
    expect(response.status).toBe(422);
    expect(html).toContain('cv.pdf is of a kind that is not taken here. Choose images');
    expect(html).toContain(`value="${photo}"`);
    expect(await getData(browser)).toHaveProperty('photo', photo);
  });
});
