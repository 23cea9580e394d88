import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileContextValue, FormContextValue } from 'schema-form';
import { getFiles } from '../queries/files.ts';
import { SignInDeclinedError, useSignedIn } from '../queries/sign-in-again.ts';
import { useLanguageInfo } from './page-state.tsx';
import { useListTexts } from './use-list-texts.ts';
import { useViewContextValue } from './use-view-context-value.ts';

/** Returns the context of a form in the page's language. With `takesFiles`, the form is saved and can upload files. */
export function useFormContextValue(
  checkValue: FormContextValue['checkValue'],
  takesFiles = false,
): FormContextValue {
  const { t, i18n } = useTranslation('controls');
  const view = useViewContextValue();
  const list = useListTexts();
  const { writing } = useLanguageInfo();
  const files = useFiles(getFiles(i18n));
  return useMemo(
    () => ({
      ...view,
      writing,
      ...(takesFiles && { files }),
      ...(checkValue && { checkValue }),
      texts: {
        ...view.texts,
        ...list,
        errorSummary: t('form.errorSummary'),
        contents: t('form.contents'),
        errorCount: (count) => t('form.errorCount', { count }),
        optional: t('form.optional'),
        choose: t('form.choose'),
        add: t('form.add'),
        remove: t('form.remove'),
        duplicate: t('form.duplicate'),
        moveUp: t('form.moveUp'),
        moveDown: t('form.moveDown'),
        key: t('form.key'),
        newKey: t('form.newKey'),
        unsupported: t('form.unsupported'),
        palette: t('form.palette'),
        day: t('form.day'),
        month: t('form.month'),
        year: t('form.year'),
        week: t('form.week'),
        hour: t('form.hour'),
        minute: t('form.minute'),
        second: t('form.second'),
        charactersLeft: (count) => t('form.charactersLeft', { count }),
        charactersTooMany: (count) => t('form.charactersTooMany', { count }),
        tagsHelp: t('form.tagsHelp'),
        added: (entry) => t('form.added', { entry }),
        removed: (entry) => t('form.removed', { entry }),
        addTo: (list) => t('form.addTo', { list }),
        undo: t('form.undo'),
        restored: (entry) => t('form.restored', { entry }),
        moved: (place, total) => t('form.moved', { place, total }),
        entryLimits: (fewest, most) => {
          if (most === null) return t('form.entries.atLeast', { fewest });
          if (fewest === most) return t('form.entries.exactly', { most });
          return fewest === 0
            ? t('form.entries.atMost', { most })
            : t('form.entries.between', { fewest, most });
        },
        showFields: t('form.showFields'),
        step: (number, count, title) =>
          title ? t('form.titledStep', { number, count, title }) : t('form.step', { number, count }),
        next: t('form.next'),
        back: t('form.back'),
        steps: t('form.steps'),
        kind: t('form.kind'),
        kinds: {
          string: t('form.kind.string'),
          number: t('form.kind.number'),
          boolean: t('form.kind.boolean'),
          array: t('form.kind.array'),
          object: t('form.kind.object'),
        },
      },
    }),
    [t, view, list, writing, files, checkValue, takesFiles],
  );
}

/** Lets an upload go on after the customer has signed in again, if the session is over. */
function useFiles(files: FileContextValue | null): FileContextValue | null {
  const whenSignedIn = useSignedIn();
  return useMemo(() => {
    const send = files?.send;
    if (!send) return files;
    return {
      ...files,
      async send(file, options) {
        try {
          return await whenSignedIn(() => send(file, options));
        } catch (error) {
          if (!(error instanceof SignInDeclinedError)) throw error;
          return { kind: 'failed', message: null };
        }
      },
    };
  }, [files, whenSignedIn]);
}
