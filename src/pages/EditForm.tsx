import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FormActions, findEditableSection, SchemaForm, type VisibleStep } from 'schema-form';
import { customerField } from '../../shared/customer-field.ts';
import { getEditPath, type VersionedProfile, versionField } from '../../shared/page.ts';
import { checkValue } from '../api/check-value.ts';
import type { LoadedForm } from '../queries/profile.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { BaseField } from './BaseField.tsx';
import { CancelButton } from './CancelButton.tsx';
import { DiscardedAlert } from './DiscardedAlert.tsx';
import { EditTitle } from './EditTitle.tsx';
import { editFormId } from './form-ids.ts';
import { PageHeading } from './PageHeading.tsx';
import { usePageState } from './page-state.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import { BackOnlineAlert, isGoodNews, SaveProblemAlert } from './SaveProblemAlert.tsx';
import { UndoRefusedAlert } from './UndoRefusedAlert.tsx';
import { useEditing } from './use-editing.ts';
import { useFieldInAddress } from './use-field-in-address.ts';
import { useFormContextValue } from './use-form-context-value.ts';
import { useFormValidation } from './use-form-validation.ts';
import { useStepAddress } from './use-step-address.ts';

interface EditFormProps {
  /** The id of the only section to edit; null for the whole form. */
  section: string | null;
  profile: VersionedProfile;
  parts: LoadedForm;
}

/** Renders the profile's form and the result of saving it. */
export function EditForm({ section, profile, parts }: EditFormProps) {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  const context = useFormContextValue(checkValue, true);
  const editing = useEditing(profile);
  const { step, showInAddress } = useStepAddress();
  const { changeStep } = editing;
  const reportStep = useCallback(
    (visible: VisibleStep) => {
      changeStep(visible);
      showInAddress(visible);
    },
    [changeStep, showInAddress],
  );
  const { form } = profile;
  const validate = useFormValidation(form, parts);
  const sectionTitle = useMemo(() => section && findEditableSection(form, section)?.title, [form, section]);
  const title = sectionTitle ? t('edit.sectionTitle', { section: sectionTitle }) : t('edit.title');
  useFieldInAddress();
  const news = editing.problem && isGoodNews(editing.problem) ? editing.problem : null;
  const problem = news ? null : editing.problem;
  return (
    <>
      <PageHeading>{t('edit.title')}</PageHeading>
      {problem && <SaveProblemAlert key={editing.attempt} problem={problem} />}
      {editing.undoDiscard && <DiscardedAlert onUndo={editing.undoDiscard} />}
      {state.notice === 'undo-refused' && <UndoRefusedAlert />}
      {/* The live region is there before its content, so that screen readers announce the content. */}
      <div role="status">
        {news && <BackOnlineAlert key={news} news={news} />}
        {(editing.draft || state.notice === 'restored') && (
          <Alert look="info" takesFocus="when-free" isInRegion>
            <p>{t('edit.restored')}</p>
          </Alert>
        )}
      </div>
      {editing.review && (
        <ReviewForm
          // Another conflict has other choices.
          key={profile.version}
          form={form}
          review={editing.review}
          isSaving={editing.isSaving}
          onConfirm={editing.confirm}
          onBack={editing.editAgain}
        />
      )}
      <div hidden={editing.review !== null}>
        <SchemaForm
          id={editFormId}
          schema={form.schema}
          uiSchema={form.ui_schema}
          data={editing.data}
          savedDraft={editing.draft}
          serverErrors={editing.serverErrors}
          validate={validate}
          parts={parts.parts}
          {...(state.chosen && { chosen: state.chosen })}
          removed={state.removed}
          context={context}
          action={getEditPath(section)}
          section={section}
          navigation={editing.navigation}
          step={step}
          onStep={reportStep}
          onChange={editing.change}
          onSubmit={editing.save}
        >
          <EditTitle
            title={title}
            hasProblem={problem !== null || editing.review?.kind === 'conflict'}
            isFormVisible={editing.review === null}
          />
          <input type="hidden" name={versionField} value={profile.version} />
          <input type="hidden" name={customerField} value={profile.customer_id} />
          <BaseField />
          <FormActions
            submit={
              <Button isBusy={editing.isSaving} busyText={t('edit.saving')}>
                {t('edit.save')}
              </Button>
            }
            finish={
              <Button look="quiet" isBusy={editing.isSaving} busyText={t('edit.saving')}>
                {t('edit.saveAndFinish')}
              </Button>
            }
          >
            <CancelButton onCancel={editing.cancel} />
          </FormActions>
        </SchemaForm>
      </div>
    </>
  );
}
