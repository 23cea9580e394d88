import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { AppEnv } from '../http/app-env.ts';
import { BodyError } from '../http/body-error.ts';
import { readChunks } from '../http/read-chunks.ts';
import type { Profile } from '../services/profiles.ts';
import { limitBodies } from './body-limits.ts';

/** Returns an app that reads bodies, for which strangers have 200 ms. */
function createApp(profile: Pick<Profile, 'customerId'> | null): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('profile', profile as Profile | null);
    await next();
  });
  app.use(
    limitBodies({
      bodyLimit: 1000,
      fileLimit: 1000,
      time: 200,
      mayHoldFiles: (c) => c.req.header('content-type') === 'multipart/form-data',
      refuse: (c, status) => c.body(null, status),
    }),
  );
  app.post('/', async (c) => {
    let size = 0;
    for await (const chunk of readChunks(c)) size += chunk.length;
    return c.text(String(size));
  });
  app.onError((error, c) => c.body(null, error instanceof BodyError && error.status === 408 ? 408 : 500));
  return app;
}

/** Sends ten bytes in half a second. */
async function sendSlowly(app: Hono<AppEnv>, type: string): Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (let count = 0; count < 10; count += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        controller.enqueue(new Uint8Array(1));
      }
      controller.close();
    },
  });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type } };
  return app.request('/', init as RequestInit);
}

test.each(['application/json', 'multipart/form-data'])(
  'a slow body of a stranger gets 408 (%s)',
  async (type) => {
    expect((await sendSlowly(createApp(null), type)).status).toBe(408);
  },
);

test('a slow upload of a customer has the time that it takes', async () => {
  const response = await sendSlowly(createApp({ customerId: 'c' }), 'multipart/form-data');
  expect(await response.text()).toBe('10');
});
