import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import { ApiError } from '../api/request.ts';
import { findCustomerId } from './profile-key.ts';

/** The customer was asked to sign in again and did not. */
export class SignInDeclinedError extends Error {
  override name = 'SignInDeclinedError';
}

/** Asks this customer to sign in again over the current page; resolves to false when the customer declines. */
export type AskToSignIn = (customerId: string) => Promise<boolean>;

export const SignInAgainContext = createContext<AskToSignIn>(async () => false);

/** Returns a function that asks the customer of the current page to sign in again. */
export function useSignInAgain(): () => Promise<boolean> {
  const ask = useContext(SignInAgainContext);
  const client = useQueryClient();
  return useCallback(() => ask(findCustomerId(client) ?? ''), [ask, client]);
}

/**
 * Returns a function that sends a request, and sends it again after the customer has signed in again if the session is
 * over. It throws SignInDeclinedError if the customer declines.
 */
export function useSignedIn(): <T>(send: () => Promise<T>) => Promise<T> {
  const signInAgain = useSignInAgain();
  return useCallback(
    async (send) => {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 401)) throw error;
        if (!(await signInAgain())) throw new SignInDeclinedError();
        return send();
      }
    },
    [signInAgain],
  );
}
