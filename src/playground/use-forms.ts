import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Language } from '../../shared/languages.ts';
import type { PlaygroundDocuments, PlaygroundForms, PlaygroundProblem } from '../../shared/playground.ts';
import { makeForms } from '../api/playground.ts';
import { ApiError } from '../api/request.ts';
import { useSettled } from './use-settled.ts';

/** The documents in the editors, as far as somebody has edited them. */
export interface EditedDocuments {
  schema: string;
  ui_schema: string;
  /** How often the data were edited. What is typed into a form changes them too, and needs no other form. */
  dataEdits: number;
}

/** Forms with the documents that they were made from. */
export interface MadeForms extends PlaygroundForms {
  documents: PlaygroundDocuments;
  dataEdits: number;
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

/** Has the server make forms of documents, whenever somebody has stopped typing. `readData` returns the data of then. */
export function useForms(
  edited: EditedDocuments,
  languages: readonly Language[],
  { isLive, readData }: { isLive: boolean; readData(): string },
): FormsState {
  const settled = useSettled(edited);
  const query = useQuery({
    queryKey: ['playground-forms', settled, languages],
    queryFn: async ({ signal }) => {
      const { schema, ui_schema, dataEdits } = settled;
      const documents = { schema, ui_schema, data: readData() };
      const answer = await makeForms({ ...documents, languages: [...languages] }, signal);
      return { answer, documents, dataEdits };
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
    const { documents, dataEdits } = query.data;
    made.current = { ...answer, documents, dataEdits };
  }
  const { error } = query;
  return {
    made: made.current,
    problem: answer && 'problem' in answer && !error ? answer.problem : null,
    isPending: query.isFetching || settled !== edited,
    failure: error ? getMessage(error) : null,
    retry: () => void query.refetch(),
  };
}

function getMessage(error: Error): string {
  const message = error instanceof ApiError ? error.body?.error_message : null;
  return typeof message === 'string' ? message : '';
}
