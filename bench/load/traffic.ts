import autocannon from 'autocannon';

/** A customer that is signed in. */
export interface SignedInClient {
  cookie: string;
}

type Kind = 'customer' | 'form' | 'save' | 'language' | 'page';

/** Of twenty requests: 60 % GET customer, 20 % GET update, 10 % POST update, 5 % POST language, 5 % the edit page. */
const twenty: readonly Kind[] = [
  ...['customer', 'customer', 'form', 'customer', 'customer', 'save', 'customer'],
  ...['customer', 'form', 'customer', 'page', 'customer', 'form', 'customer'],
  ...['save', 'customer', 'customer', 'form', 'customer', 'language'],
] as Kind[];

const json = { 'content-type': 'application/json' };

const kinds: Record<Kind, (number: number) => autocannon.Request> = {
  customer: () => ({ method: 'GET', path: '/api/v3/customer/' }),
  form: () => ({ method: 'GET', path: '/api/v3/customer/update/' }),
  // Every save changes a value, because saving the stored values would write nothing.
  save: (number) => ({
    method: 'POST',
    path: '/api/v3/customer/update/',
    headers: json,
    body: JSON.stringify({ address: `Street ${number}` }),
  }),
  language: (number) => ({
    method: 'POST',
    path: '/api/v3/customer/language/',
    headers: json,
    body: JSON.stringify({ language: number % 2 === 0 ? 'en' : 'ar' }),
  }),
  page: () => ({ method: 'GET', path: '/edit' }),
};

export interface TrafficOptions extends Pick<autocannon.Options, 'duration' | 'amount' | 'overallRate'> {
  connections?: number;
  /** Leaves out the pages, which another server does not have. */
  onlyApi?: boolean;
  /** Sends requests of this kind alone. */
  only?: Kind;
}

let sent = 0;

/** Sends the requests of these customers, each one of another customer, and returns what autocannon measures. */
export async function sendTraffic(
  origin: string,
  customers: readonly SignedInClient[],
  { connections = 32, onlyApi = false, only, ...options }: TrafficOptions,
): Promise<autocannon.Result> {
  const mix = only ? [only] : twenty.map((kind) => (onlyApi && kind === 'page' ? 'customer' : kind));
  const requests = mix.map((kind) => ({
    setupRequest(given: autocannon.Request): autocannon.Request {
      sent += 1;
      const request = { ...given, ...kinds[kind](sent) };
      // The stride 7919 is a prime, so that successive requests are for distant rows of the database.
      const { cookie = '' } = customers[(sent * 7919) % customers.length] ?? {};
      return { ...request, headers: { ...request.headers, cookie } };
    },
  }));
  return autocannon({ url: origin, connections, requests, ...options });
}
