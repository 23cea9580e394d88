import type { QueryClient } from '@tanstack/react-query';
import type { VersionedProfile } from '../../shared/page.ts';

/** The first part of the key of each query for the profile; the language follows. */
export const profileKey = 'profile';

/** Finds the id of the customer whose profile was loaded; null before. */
export function findCustomerId(client: QueryClient): string | null {
  const profiles = client.getQueriesData<VersionedProfile>({ queryKey: [profileKey] });
  return profiles.find(([, profile]) => profile)?.[1]?.customer_id ?? null;
}
