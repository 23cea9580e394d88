import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { pagePaths, type VersionedProfile } from '../../shared/page.ts';
import { Alert } from '../ui/Alert.tsx';
import { DiscardedAlert } from './DiscardedAlert.tsx';
import { usePageState } from './page-state.tsx';
import { SavedChanges } from './SavedChanges.tsx';
import { restoringEntry } from './saved-draft.ts';
import { UndoRefusedAlert } from './UndoRefusedAlert.tsx';
import { useDiscardedDraft } from './use-discarded-draft.ts';

/** Says what happened to the form that the person has just left. */
export function ProfileNotice({ profile }: { profile: VersionedProfile }) {
  const { t } = useTranslation('app');
  const { notice, saved } = usePageState().state;
  const [, navigate] = useLocation();
  const [isRefused, setIsRefused] = useState(false);
  const hasDiscarded = useDiscardedDraft(profile.customer_id);
  return (
    <>
      {(notice === 'saved' || notice === 'undone') && (
        <Alert key={notice} look="success" takesFocus>
          <p>{t(notice === 'saved' ? 'profile.saved' : 'undo.done')}</p>
        </Alert>
      )}
      {notice === 'saved' && saved?.version === profile.version && (
        <SavedChanges profile={profile} saved={saved} onRefused={() => setIsRefused(true)} />
      )}
      {isRefused && <UndoRefusedAlert />}
      {hasDiscarded && (
        <DiscardedAlert
          takesFocus={notice === 'discarded'}
          onUndo={() => navigate(pagePaths.edit, { state: restoringEntry })}
        />
      )}
    </>
  );
}
