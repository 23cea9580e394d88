import type { Page } from '@playwright/test';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { readTexts } from './texts.ts';

const english = readTexts('en');

/** Lists what a page says in English although it is in another language: visible texts, names and the title. */
export async function findEnglish(page: Page, language: BuiltInLanguage): Promise<string[]> {
  if (language === 'en') return [];
  const patterns = getPatterns(language);
  const texts = await page.evaluate(() => {
    const found = document.title.split(' – ');
    // A name in its own language is marked as such.
    const isForeign = (element: Element | null) => element?.closest('[lang]') !== document.documentElement;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, nodeValue: text } = walker.currentNode;
      if (!parent || isForeign(parent) || parent.closest('script, style, noscript, textarea')) continue;
      found.push(text ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (isForeign(element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  return texts.filter((text) => patterns.test(text.trim()));
}

const placeholder = /\{\{\w+\}\}/g;

/** Matches every English text with a word of its own that is another one in the language. */
function getPatterns(language: BuiltInLanguage): RegExp {
  const own = readTexts(language);
  const texts = Object.entries(english).flatMap(([file, entries]) =>
    Object.entries(entries).flatMap(([key, text]) => {
      const hasWord = /\p{L}{2}/u.test(text.replaceAll(placeholder, ''));
      return hasWord && text !== own[file as keyof typeof own][key] ? [text] : [];
    }),
  );
  const sources = texts.map((text) => text.split(placeholder).map(escapePattern).join('.+'));
  return new RegExp(`^(${sources.join('|')})$`, 'u');
}

const escapePattern = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
