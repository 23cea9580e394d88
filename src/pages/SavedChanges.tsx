import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFieldChanges, useIsHydrated, ViewChanges } from 'schema-form';
import { undoField } from '../../shared/edit-fields.ts';
import { pagePaths, type SavedState, type VersionedProfile } from '../../shared/page.ts';
import { Button } from '../ui/Button.tsx';
import { useLanguageInfo } from './page-state.tsx';
import { SaveProblemAlert } from './SaveProblemAlert.tsx';
import { useChangeTexts } from './use-change-texts.ts';
import { useUndo } from './use-undo.ts';
import { useViewContextValue } from './use-view-context-value.ts';

interface SavedChangesProps {
  profile: VersionedProfile;
  saved: SavedState;
  /** Called when somebody has saved since, so that nothing was undone. */
  onRefused(): void;
}

/** Names the fields that the last save changed, shows their values on request, and undoes it. */
export function SavedChanges({ profile, saved, onRefused }: SavedChangesProps) {
  const { t } = useTranslation('app');
  const { locale } = useLanguageInfo();
  const context = useViewContextValue();
  const texts = useChangeTexts();
  const isHydrated = useIsHydrated();
  const [isOpen, setIsOpen] = useState(false);
  const { undo, isUndoing, problem } = useUndo(profile, saved, onRefused);
  const { form } = profile;
  const changes = useMemo(() => getFieldChanges(form, saved.before, form.data), [form, saved]);
  if (changes.length === 0) return null;
  // The longer style mixes two kinds of commas in Urdu.
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  const names = list.formatToParts(changes.map((change) => change.titles.join(' › ')));
  return (
    <section className="saved-changes" aria-label={t('undo.title')}>
      {problem && <SaveProblemAlert problem={problem} />}
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          {t('undo.changed')}{' '}
          {names.map(({ type, value }, index) =>
            // Each name is isolated, because it may be of another direction.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
            type === 'element' ? <bdi key={index}>{value}</bdi> : value,
          )}
        </summary>
        {(isOpen || !isHydrated) && <ViewChanges changes={changes} context={context} texts={texts} />}
      </details>
      <form
        method="post"
        action={pagePaths.edit}
        onSubmit={(event) => {
          event.preventDefault();
          undo();
        }}
      >
        {saved.undo !== null && <input type="hidden" name={undoField} value={saved.undo} />}
        <Button look="quiet" isBusy={isUndoing} busyText={t('edit.saving')}>
          {t('edit.undo')}
        </Button>
      </form>
    </section>
  );
}
