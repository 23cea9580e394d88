import { useTranslation } from 'react-i18next';
import { isJsonObject } from 'schema-form';
import { Alert } from '../ui/Alert.tsx';
import { FormBoundary } from './FormBoundary.tsx';
import { FramedForm } from './FramedForm.tsx';
import { type ReceivedForm, sendToPage, usePageMessages } from './use-page-messages.ts';

/** Renders the live form in a frame of the playground. */
export function FramedPreview() {
  const { t } = useTranslation('playground');
  const { received, data } = usePageMessages(sendAxeResult);
  if (!received) return null;
  return (
    <FormBoundary form={received.form} fallback={<Alert look="error" title={t('playground.crashed')} />}>
      <FramedForm key={getStructure(received)} received={received} data={data} />
    </FormBoundary>
  );
}

/** Returns what a form reads once: another value of it needs a new form. */
function getStructure({ isWrapped, form: { ui_schema } }: ReceivedForm): string {
  const options = isJsonObject(ui_schema['ui:options']) ? ui_schema['ui:options'] : {};
  const { steps = ui_schema['ui:steps'], sections = ui_schema['ui:sections'] } = options;
  return JSON.stringify([isWrapped, steps === true && Array.isArray(sections)]);
}

async function sendAxeResult(): Promise<void> {
  try {
    const { runAxe } = await import('./run-axe.ts');
    sendToPage({ kind: 'axe', violations: await runAxe() });
  } catch {
    sendToPage({ kind: 'axe', violations: null });
  }
}
