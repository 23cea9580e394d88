import { isIPv4, isIPv6 } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '../http/app-env.ts';

/** The bindings of @hono/node-server; absent in tests. */
interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string; encrypted?: boolean } };
}

/**
 * Finds the client's address, and whether the browser connected by https. `trustProxy` is the number of
 * trusted proxies: the n-th address of `X-Forwarded-For` from the right counts, since a client can
 * write the others itself.
 */
export function clientAddress(trustProxy: number, publicOrigin: string | null): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('address', getAddress(c, trustProxy));
    // The server itself speaks http only; a proxy in front terminates https.
    const forwarded = trustProxy > 0 ? c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() : '';
    c.set('isSecure', publicOrigin?.startsWith('https:') ?? forwarded === 'https');
    await next();
  };
}

function getAddress(c: AppContext, trustProxy: number): string {
  const { incoming } = (c.env ?? {}) as NodeBindings;
  const peer = incoming?.socket?.remoteAddress ?? '';
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((item) => item.trim());
  const forwarded = trustProxy > 0 ? chain.at(-Math.min(trustProxy, chain.length)) : undefined;
  return parseAddress(forwarded ?? '') ?? parseAddress(peer) ?? peer;
}

/** The forms that some proxies write: `1.2.3.4`, `1.2.3.4:5678`, `[2001:db8::1]`, `[2001:db8::1]:443`. */
const withPort = /^(?:\[([^[\]]+)\]|(\d+(?:\.\d+){3}))(?::\d{1,5})?$/;

/**
 * Normalizes an address to the form that rate limits count; null for any other text. Without it a client
 * could write its address in many ways, or with a port, and get as many tries at signing in. An IPv6
 * address is reduced to its network (/64), since one household has a whole network.
 */
function parseAddress(text: string): string | null {
  const [, bracketed, dotted] = withPort.exec(text) ?? [];
  if (bracketed === undefined && isIPv4(dotted ?? text)) return dotted ?? text;
  const address = (bracketed ?? text).replace(/%.*$/s, '');
  if (!isIPv6(address)) return null;
  // `URL` canonicalizes: lower case, the longest run of zeros omitted, an embedded IPv4 address in hexadecimal.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(canonical)?.slice(1);
  if (mapped) {
    return mapped
      .map((group) => Number.parseInt(group, 16))
      .flatMap((pair) => [pair >> 8, pair & 0xff])
      .join('.');
  }
  const [head = [], tail = []] = canonical.split('::').map((groups) => groups.split(':').filter(Boolean));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].slice(0, 4).join(':');
}
