import { findEditedSection, pagePaths } from '../../shared/page.ts';
import type { PageRenderer } from '../page-renderer.ts';
import type { Sender } from '../senders/sender.ts';
import type { Profiles } from '../services/profiles.ts';
import type { SignIn } from '../services/sign-in.ts';
import type { Store } from '../store/store.ts';
import { hasObserver, measure, type Observers } from './measure.ts';

/** Counts saves by their result; `isSignedOut` recognizes the error of a session that has ended, which stores nothing. */
export function measureProfiles(
  profiles: Profiles,
  { metrics }: Observers,
  isSignedOut: (error: unknown) => boolean,
): Profiles {
  if (!metrics) return profiles;
  return {
    ...profiles,
    async save(profile, request) {
      try {
        const result = await profiles.save(profile, request);
        metrics.countSave(result.kind);
        return result;
      } catch (error) {
        metrics.countSave(isSignedOut(error) ? 'signedOut' : 'unknown');
        throw error;
      }
    },
  };
}

/** Counts the codes that are asked for and typed. */
export function measureSignIn(signIn: SignIn, { metrics }: Observers): SignIn {
  if (!metrics) return signIn;
  return {
    ...signIn,
    async requestCode(typed, client) {
      const result = await signIn.requestCode(typed, client);
      metrics.countCodeRequest(result.kind);
      return result;
    },
    async verifyCode(typed, client, isBound) {
      const result = await signIn.verifyCode(typed, client, isBound);
      metrics.countCodeTry(result.kind);
      return result;
    },
  };
}

/** Counts the refusals of every rate limit. */
export function measureLimits(store: Store, { metrics }: Observers): Store {
  if (!metrics) return store;
  return {
    ...store,
    createLimiter(limit) {
      const limiter = store.createLimiter(limit);
      return {
        ...limiter,
        async take(keys) {
          const quota = await limiter.take(keys);
          if (quota.isExceeded) metrics.countLimit(limit.name);
          return quota;
        },
      };
    },
  };
}

/** Measures how long the SMS gateway takes. */
export function measureSender(sender: Sender, observers: Observers): Sender {
  const { metrics } = observers;
  if (!hasObserver(observers)) return sender;
  return {
    send: (message) =>
      measure(
        observers,
        'sms',
        'client',
        () => sender.send(message),
        (error, ms) => metrics?.countMessage(error === undefined ? 'sent' : 'failed', ms),
      ),
  };
}

/** Measures how long rendering takes. */
export function measureRenderer(renderer: PageRenderer, observers: Observers): PageRenderer {
  const { metrics } = observers;
  if (!hasObserver(observers)) return renderer;
  return {
    ...renderer,
    render: (request, renderPage) =>
      measure(
        observers,
        'render',
        'internal',
        () => renderer.render(request, renderPage),
        (_, ms) => metrics?.countRender(toPage(request.path), ms),
      ),
  };
}

const pages = new Set<string>(Object.values(pagePaths));

/** Returns the page of a path, without the parts that anybody may choose. */
function toPage(path: string): string {
  if (pages.has(path)) return path;
  return findEditedSection(path) === undefined ? 'other' : pagePaths.edit;
}
