import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError } from '../api/request.ts';
import { profileQuery } from '../queries/profile.ts';
import { goToSignIn } from './go-to-sign-in.ts';
import { usePageState } from './page-state.tsx';

/** Returns the profile in the page's language. Goes to the sign-in page when the session has ended. */
export function useProfile() {
  const query = useQuery(profileQuery(usePageState().state.language));
  const isSignedOut = query.error instanceof ApiError && query.error.status === 401;
  useEffect(() => {
    if (isSignedOut) goToSignIn();
  }, [isSignedOut]);
  return query;
}
