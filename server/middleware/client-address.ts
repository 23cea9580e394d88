import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';

/** What @hono/node-server gives each request; absent in tests. */
interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string; encrypted?: boolean } };
}

/**
 * Finds the client's address, and whether the browser came by https. Headers of proxies count only
 * as far as `trustProxy` says: of `X-Forwarded-For` the n-th from the right, since whoever calls
 * can write the rest.
 */
export function clientAddress(trustProxy: number, publicOrigin: string | null): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('address', groupAddress(getAddress(c, trustProxy)));
    // We speak http alone; https is what a proxy in front speaks.
    const forwarded = trustProxy > 0 ? c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() : '';
    c.set('isSecure', publicOrigin?.startsWith('https:') ?? forwarded === 'https');
    await next();
  };
}

function getAddress(c: AppContext, trustProxy: number): string {
  const { incoming } = (c.env ?? {}) as NodeBindings;
  const peer = incoming?.socket?.remoteAddress ?? '';
  if (trustProxy === 0) return peer;
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return chain.at(-Math.min(trustProxy, chain.length)) || peer;
}

/** The network of an IPv6 address (/64), since one household has that many; an IPv4 one as it is. */
function groupAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean);
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest);
  }
  return groups.slice(0, 4).join(':');
}
