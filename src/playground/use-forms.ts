import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Language } from '../../shared/languages.ts';
import type { PlaygroundDocuments, PlaygroundForms, PlaygroundProblem } from '../../shared/playground.ts';
import { makeForms } from '../api/playground.ts';
import { ApiError } from '../api/request.ts';
import { useSettled } from './use-settled.ts';

/** Forms with the documents that they were made from. */
export interface MadeForms extends PlaygroundForms {
  documents: PlaygroundDocuments;
}

export interface FormsState {
  /** The last forms that could be made; null until there are some. */
  made: MadeForms | null;
  /** Why the present documents have no form. */
  problem: PlaygroundProblem | null;
  /** The server makes forms of newer documents. */
  isPending: boolean;
  /** The message of the server that refused to make any, or `''` if it did not answer; null if it did. */
  failure: string | null;
  retry(): void;
}

/** Has the server make forms of documents, whenever somebody has stopped typing. */
export function useForms(
  documents: PlaygroundDocuments,
  languages: readonly Language[],
  isLive: boolean,
): FormsState {
  const settled = useSettled(documents);
  const query = useQuery({
    queryKey: ['playground-forms', settled, languages],
    queryFn: async ({ signal }) => {
      const answer = await makeForms({ ...settled, languages: [...languages] }, signal);
      return { answer, documents: settled };
    },
    // A schema may be large, and its validator is kept on the server for a while only.
    gcTime: 0,
    enabled: isLive,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const made = useRef<MadeForms | null>(null);
  const answer = query.data?.answer;
  if (query.data && answer && 'forms' in answer && made.current?.forms !== answer.forms) {
    made.current = { ...answer, documents: query.data.documents };
  }
  const { error } = query;
  return {
    made: made.current,
    problem: answer && 'problem' in answer && !error ? answer.problem : null,
    isPending: query.isFetching || settled !== documents,
    failure: error ? getMessage(error) : null,
    retry: () => void query.refetch(),
  };
}

function getMessage(error: Error): string {
  const message = error instanceof ApiError ? error.body?.error_message : null;
  return typeof message === 'string' ? message : '';
}
