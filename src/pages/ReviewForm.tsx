import { type FormEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  conflictSides,
  type FieldChange,
  getChangesAt,
  getFieldChanges,
  type JsonObject,
  mergeThreeWays,
  rerenderAddress,
  ViewChanges,
  ViewConflicts,
} from 'schema-form';
import { useLocation } from 'wouter';
import type { ProfileForm } from '../../shared/customer-api.ts';
import { confirmedField, conflictPrefix } from '../../shared/edit-fields.ts';
import type { ReviewState } from '../../shared/page.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useChangeTexts } from './use-change-texts.ts';
import { useViewContextValue } from './use-view-context-value.ts';

interface ReviewFormProps {
  form: Pick<ProfileForm, 'schema' | 'ui_schema'>;
  review: Omit<ReviewState, 'fields'>;
  /** The fields of a form that was submitted without script, which are submitted again. */
  fields?: readonly (readonly [name: string, value: string])[];
  isSaving?: boolean;
  /** With script: saves the changes. `keepStored` names the fields that take the stored value. */
  onConfirm?(keepStored: ReadonlySet<string>): void;
  /** With script: goes back to the form. */
  onBack?(): void;
}

/** Shows what a save will change, and lets a person choose where somebody else changed the same field. */
export function ReviewForm({
  form,
  review,
  fields = [],
  isSaving = false,
  onConfirm,
  onBack,
}: ReviewFormProps) {
  const { t } = useTranslation('app');
  const [path] = useLocation();
  const context = useViewContextValue();
  const texts = useChangeTexts();
  const { kind } = review;
  const { conflicts, own, theirs } = useMemo(() => compareVersions(form, review), [form, review]);
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    if (!onConfirm) return;
    event.preventDefault();
    const chosen = [...new FormData(event.currentTarget)].filter(([, side]) => side === conflictSides.stored);
    onConfirm(new Set(chosen.map(([name]) => name.slice(conflictPrefix.length))));
  };
  const list = (title: string, changes: readonly FieldChange[]) =>
    changes.length > 0 && (
      <section className="section">
        <h2 className="section-title">{title}</h2>
        <ViewChanges changes={changes} context={context} texts={texts} />
      </section>
    );
  return (
    <>
      <Alert look={kind === 'conflict' ? 'error' : 'info'} title={t(`edit.${kind}.title`)} takesFocus>
        <p>{t(conflicts.length > 0 ? 'edit.conflict.choose' : `edit.${kind}.text`)}</p>
      </Alert>
      <form className="review" method="post" action={path} onSubmit={confirm}>
        {fields.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several fields may have the same name and value
          <input type="hidden" name={name} value={value} key={index} />
        ))}
        {conflicts.length > 0 && (
          <section className="section">
            <h2 className="section-title">{t('edit.conflict.both')}</h2>
            <ViewConflicts
              changes={conflicts}
              context={context}
              texts={{
                stored: t('edit.conflict.stored'),
                mine: t('edit.conflict.mine'),
                secret: texts.secret,
              }}
              namePrefix={conflictPrefix}
            />
          </section>
        )}
        {list(t('edit.conflict.theirs'), theirs)}
        {list(t(kind === 'conflict' ? 'edit.conflict.own' : 'edit.review.changes'), own)}
        <div className="actions">
          <Button name={confirmedField} value="1" isBusy={isSaving} busyText={t('edit.saving')}>
            {t('edit.save')}
          </Button>
          <Button
            look="quiet"
            formAction={`${path}${rerenderAddress}`}
            onClick={(event) => {
              if (!onBack) return;
              event.preventDefault();
              onBack();
            }}
          >
            {t('edit.review.back')}
          </Button>
        </div>
      </form>
    </>
  );
}

interface ComparedVersions {
  /** The fields that both sides changed. */
  conflicts: FieldChange[];
  /** The other changes of the submission. */
  own: FieldChange[];
  /** The other changes that are stored already, from what the form holds to what is stored. */
  theirs: FieldChange[];
}

function compareVersions(
  { schema, ui_schema }: ReviewFormProps['form'],
  { base, stored, mine }: { base: JsonObject | null; stored: JsonObject; mine: JsonObject },
): ComparedVersions {
  const form = { schema, ui_schema };
  const versions = { base, stored, mine };
  const { merged, conflicts } = mergeThreeWays(versions);
  const names = new Set(conflicts.map(({ name }) => name));
  const paths = conflicts.map(({ path }) => path);
  return {
    conflicts: paths.length > 0 ? getChangesAt(form, stored, mine, paths) : [],
    own: getFieldChanges(form, stored, mergeThreeWays(versions, names).merged),
    theirs: getFieldChanges(form, mine, merged),
  };
}
