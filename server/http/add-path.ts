import type { Handler, Hono } from 'hono';
import type { AppContext, AppEnv } from './app-env.ts';

type Methods = Partial<Record<'get' | 'post' | 'put' | 'delete', Handler<AppEnv>>>;

/** Adds the handlers of a path. Another method gets 405 with `Allow`; GET answers HEAD too. */
export function addPath(
  app: Hono<AppEnv>,
  path: string,
  methods: Methods,
  refuse: (c: AppContext) => Response | Promise<Response>,
): void {
  const allowed = Object.keys(methods).flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  // Hono removes the slash at the end of a request's path, so a route must not have one.
  const route = path.replace(/(?<=.)\/$/, '');
  for (const [method, handler] of Object.entries(methods)) app.on(method.toUpperCase(), route, handler);
  app.all(route, async (c) => {
    const answer = await refuse(c);
    answer.headers.set('allow', allowed.join(', '));
    return answer;
  });
}
