import { expect, test } from 'vitest';
import type { TestApp } from '../testing/create-test-app.ts';
import { passResendWait } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';
import { applySignIn, type SignInOutcome, type SignInVisitor } from './apply-sign-in.ts';
import type { CarriedSubmission, SignInIntent } from './read-sign-in-intent.ts';

const { mobile } = layla;
const visitor: SignInVisitor = {
  address: '192.0.2.1',
  language: 'en',
  credentials: { sessionToken: null },
  device: null,
  host: null,
  isSignedIn: false,
  pending: null,
  country: 'AE',
};
const carried = { kind: 'sealed', sealed: 'sealed' } as const;
const form: CarriedSubmission & { kind: 'fields' } = {
  kind: 'fields',
  fields: [['form_customer', layla.customer_id]],
};

/** Starts a sign-in: the code that was sent, and what the browser keeps. */
async function requestCode({ dependencies, gateway }: TestApp): Promise<{ code: string; pending: string }> {
  const result = await dependencies.signIn.requestCode(mobile, visitor);
  await dependencies.signIn.settle();
  if (result.kind !== 'sent') throw new Error(`Requesting a code gave ${result.kind}`);
  return { code: gateway.requests.at(-1)?.body.code ?? '', pending: result.pending };
}

interface Case {
  /** The code is the right one where it is 'right'. */
  intent: SignInIntent;
  /** Whether the browser keeps the number that a code was sent to. */
  isPending?: boolean;
  isSignedIn?: boolean;
  outcome: Partial<SignInOutcome> & object;
}

const cases: [what: string, expected: Case][] = [
  [
    'a new visitor is asked for a number',
    {
      intent: { kind: 'showStep', carried: null },
      outcome: { kind: 'shown', step: 'mobile', mobile: '', forgetsNumber: false, sealed: null },
    },
  ],
  [
    'a visitor to whom a code was sent is asked for it',
    {
      intent: { kind: 'showStep', carried: null },
      isPending: true,
      outcome: { kind: 'shown', step: 'code', mobile, resendIn: 0 },
    },
  ],
  [
    'a visitor who changes the number finds it filled in',
    {
      intent: { kind: 'changeNumber', carried },
      isPending: true,
      outcome: { kind: 'shown', step: 'mobile', mobile, forgetsNumber: true, sealed: 'sealed' },
    },
  ],
  [
    'a code is sent',
    {
      intent: { kind: 'requestCode', mobile: '050 111 2233', country: '', keepSignedIn: false, carried },
      outcome: { kind: 'codeSent', mobile, sealed: 'sealed' },
    },
  ],
  [
    'a number without a country code belongs to the chosen country',
    {
      intent: {
        kind: 'requestCode',
        mobile: '0712345678',
        country: 'KE',
        keepSignedIn: false,
        carried: null,
      },
      outcome: { kind: 'codeSent', mobile: '+254712345678', country: 'KE' },
    },
  ],
  [
    'a number of another country is refused, because no code would arrive',
    {
      intent: {
        kind: 'requestCode',
        mobile: '0712345678',
        country: 'XX',
        keepSignedIn: false,
        carried: null,
      },
      outcome: {
        kind: 'refused',
        step: 'mobile',
        mobile: '0712345678',
        country: 'AE',
        error: 'country',
        retryAfter: null,
      },
    },
  ],
  [
    'a code is sent again to the number that the browser keeps',
    {
      intent: { kind: 'requestCode', mobile: undefined, country: '', keepSignedIn: false, carried: null },
      isPending: true,
      outcome: { kind: 'codeSent', mobile, sealed: null },
    },
  ],
  [
    'what is no number is refused, and shown again no longer than a number',
    {
      intent: { kind: 'requestCode', mobile: 'x'.repeat(100), country: '', keepSignedIn: false, carried },
      outcome: {
        kind: 'refused',
        step: 'mobile',
        mobile: 'x'.repeat(64),
        error: 'mobile',
        retryAfter: null,
        sealed: 'sealed',
      },
    },
  ],
  [
    'the right code signs in',
    {
      intent: { kind: 'verifyCode', mobile: undefined, code: 'right', carried },
      isPending: true,
      outcome: { kind: 'signedIn', sealed: 'sealed' },
    },
  ],
  [
    'no code is refused',
    {
      intent: { kind: 'verifyCode', mobile, code: '', carried: null },
      outcome: { kind: 'refused', step: 'code', mobile, error: 'code' },
    },
  ],
  [
    'a wrong code is refused',
    {
      intent: { kind: 'verifyCode', mobile, code: 'wrong', carried: null },
      outcome: { kind: 'refused', step: 'code', mobile, error: 'wrongCode', retryAfter: null, triesLeft: 0 },
    },
  ],
  [
    'a code without a number leads back to the number',
    {
      intent: { kind: 'verifyCode', mobile: undefined, code: '123456', carried: null },
      outcome: { kind: 'refused', step: 'mobile', mobile: '', error: 'mobile' },
    },
  ],
  [
    'a customer who has signed in meanwhile gets the form back',
    { intent: { kind: 'showStep', carried: form }, isSignedIn: true, outcome: { kind: 'restore' } },
  ],
];

test.each(cases)('%s', async (_, { intent, isPending = false, isSignedIn = false, outcome }) => {
  const app = await createAppWithCustomers();
  const { dependencies } = app;
  const { code, pending } = await requestCode(app);
  passResendWait();
  const given = 'code' in intent && intent.code === 'right' ? { ...intent, code } : intent;
  const result = await applySignIn(dependencies, given, {
    ...visitor,
    isSignedIn,
    pending: isPending ? pending : null,
  });
  expect(result).toMatchObject(outcome);
});

test('a form that arrives without a session is sealed', async () => {
  const { dependencies } = await createAppWithCustomers();
  const result = await applySignIn(dependencies, { kind: 'showStep', carried: form }, visitor);
  const sealed = 'sealed' in result ? result.sealed : null;
  expect(sealed).not.toContain(layla.customer_id);
  expect(dependencies.sealedSubmissions.open(sealed ?? '')).toEqual(form.fields);
});

test('the token of a sign-in opens the profile, and ends with its session', async () => {
  const app = await createAppWithCustomers();
  const { profiles } = app.dependencies;
  const { code, pending } = await requestCode(app);
  const intent: SignInIntent = { kind: 'verifyCode', mobile, code, carried: null };
  const result = await applySignIn(app.dependencies, intent, { ...visitor, pending });
  const credentials = { sessionToken: 'session' in result ? (result.session?.token ?? null) : null };
  expect((await profiles.open(credentials))?.customer).toEqual(layla);
  await app.dependencies.signOut(credentials, { everywhere: false });
  expect(await profiles.open(credentials)).toBeNull();
});

test.each([
  { kind: 'requestCode', mobile, country: '', keepSignedIn: false, carried: null },
  { kind: 'verifyCode', mobile, code: 'wrong', carried: null },
] satisfies SignInIntent[])('$kind is refused when it comes too often', async (intent) => {
  const { dependencies } = await createAppWithCustomers();
  let result = await applySignIn(dependencies, intent, visitor);
  for (let count = 0; count < 10; count += 1) result = await applySignIn(dependencies, intent, visitor);
  expect(result).toMatchObject({ kind: 'refused', error: 'tooOften', mobile });
  expect('retryAfter' in result && result.retryAfter).toBeGreaterThan(0);
});

test('a number that is locked after too many wrong codes stays so when the page is opened again', async () => {
  const app = await createAppWithCustomers();
  const { pending } = await requestCode(app);
  const open = () =>
    applySignIn(app.dependencies, { kind: 'showStep', carried: null }, { ...visitor, pending });
  const wrong: SignInIntent = { kind: 'verifyCode', mobile, code: 'wrong', carried: null };
  for (let count = 0; count < 9; count += 1) {
    await applySignIn(app.dependencies, wrong, { ...visitor, pending });
  }
  expect(await open()).toMatchObject({ kind: 'shown', step: 'code' });
  await applySignIn(app.dependencies, wrong, { ...visitor, pending });
  const outcome = await open();
  expect(outcome).toMatchObject({ kind: 'locked', step: 'code', error: 'tooOften', mobile });
  expect('retryAfter' in outcome && outcome.retryAfter).toBeGreaterThan(500);
});
