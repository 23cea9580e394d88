import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

type Cookies = Record<string, string | undefined>;

/** The sessions of the backend. Each has a cookie for it, and one against cross-site request forgery. */
export interface Sessions {
  start(response: ServerResponse, customerId: string): void;
  /** Returns the customer whose session it is; null without one. */
  find(cookies: Cookies): string | null;
  end(cookies: Cookies): void;
}

export function createSessions(): Sessions {
  const customers = new Map<string, string>();
  return {
    start(response, customerId) {
      const token = randomBytes(16).toString('hex');
      customers.set(token, customerId);
      const session = `backend_session=${token}; Path=/; HttpOnly; SameSite=Lax; Domain=localhost`;
      const csrf = `csrftoken=${randomBytes(8).toString('hex')}; Path=/; SameSite=Lax; Domain=localhost`;
      // The browser sends them to the profile page too, because cookies belong to a host and not to a port.
      response.setHeader('set-cookie', [session, csrf]);
    },
    find: ({ backend_session = '' }) => customers.get(backend_session) ?? null,
    end: ({ backend_session = '' }) => void customers.delete(backend_session),
  };
}
