import type { Handler, Hono } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';

type Methods = Partial<Record<'get' | 'post', Handler<AppEnv>>>;

/** Gives a path its handlers; another method gets 405 with `Allow`. HEAD goes with GET. */
export function addPath(
  app: Hono<AppEnv>,
  path: string,
  methods: Methods,
  refuse: (c: AppContext) => Response | Promise<Response>,
): void {
  const allowed = Object.keys(methods).flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  // Hono takes the slash off a request's path, so a route must not have one.
  const plain = path.replace(/(?<=.)\/$/, '');
  for (const [method, handler] of Object.entries(methods)) app.on(method.toUpperCase(), plain, handler);
  app.all(plain, async (c) => {
    const answer = await refuse(c);
    answer.headers.set('allow', allowed.join(', '));
    return answer;
  });
}
