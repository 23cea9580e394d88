import { useTranslation } from 'react-i18next';
import { SchemaView } from 'schema-form';
import { type PlaygroundState, pagePaths } from '../../shared/page.ts';
import { useViewContextValue } from '../pages/use-view-context-value.ts';
import { Alert } from '../ui/Alert.tsx';
import { DocumentsForm } from './DocumentsForm.tsx';
import { WarningList } from './WarningList.tsx';

/** Renders what the server made of the documents, for a page without script. */
export function StaticPanes({ playground }: { playground: PlaygroundState }) {
  const { t } = useTranslation('playground');
  const context = useViewContextValue();
  const { form, warnings } = playground;
  return (
    <div className="static-pane">
      {warnings.length > 0 && (
        <Alert look="info" title={t('playground.warnings')}>
          <WarningList warnings={warnings} />
        </Alert>
      )}
      {form && (
        <>
          <h2 className="part-title">{t('playground.form')}</h2>
          <DocumentsForm playground={playground} form={form} action={pagePaths.playground} />
          <h2 className="part-title">{t('playground.view')}</h2>
          <SchemaView schema={form.schema} uiSchema={form.ui_schema} data={form.data} context={context} />
        </>
      )}
    </div>
  );
}
