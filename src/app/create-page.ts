import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Language } from '../../shared/languages.ts';
import type { TextPart } from '../../shared/text-parts.ts';

/** A page in its own chunk. */
export interface Page {
  /** The source file as Vite's manifest names it. The server tells the browser to load its chunk. */
  module: string;
  /** The parts of the texts that the page needs beside that of every page. */
  textParts: readonly TextPart[];
  /** The page once its code is loaded; null before. */
  readonly component: ComponentType | null;
  loadCode(): Promise<void>;
  /** Loads what the page of a customer shows in a language, unless the client has it. */
  loadData(client: QueryClient, language: Language): Promise<unknown>;
}

interface PageNeeds {
  textParts?: readonly TextPart[];
  loadData?: Page['loadData'];
}

export function createPage(
  module: string,
  importPage: () => Promise<ComponentType>,
  { textParts = [], loadData = async () => {} }: PageNeeds = {},
): Page {
  let component: ComponentType | null = null;
  return {
    module,
    textParts,
    get component() {
      return component;
    },
    async loadCode() {
      component ??= await importPage();
    },
    loadData,
  };
}
