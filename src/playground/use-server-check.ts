import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { JsonValue } from 'schema-form';
import { type CheckAnswer, checkData } from '../api/playground.ts';
import { useSettled } from './use-settled.ts';

/** Has the server validate what the form sends, while somebody looks at the result. */
export function useServerCheck(schema: string | null, data: JsonValue | null, isShown: boolean) {
  const settled = useSettled(data);
  return useQuery({
    queryKey: ['playground-check', schema, settled],
    // The schema is one that the server has read before.
    queryFn: ({ signal }): Promise<CheckAnswer> =>
      checkData(JSON.parse(schema ?? '') as JsonValue, settled, signal),
    enabled: isShown && schema !== null,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
}
