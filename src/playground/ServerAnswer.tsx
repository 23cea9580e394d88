import { useTranslation } from 'react-i18next';
import { type ErrorSchema, isJsonObject, type JsonValue, toToken } from 'schema-form';
import { ApiError } from '../api/request.ts';
import { useServerCheck } from './use-server-check.ts';

interface ServerAnswerProps {
  /** The text of the schema that the forms were made from; null until there are any. */
  schema: string | null;
  data: JsonValue | null;
}

/** Renders what the server says about the data that the form sends. */
export function ServerAnswer({ schema, data }: ServerAnswerProps) {
  const { t } = useTranslation('playground');
  const { data: answer, error } = useServerCheck(schema, data, true);
  if (error) {
    const message = error instanceof ApiError ? error.body?.error_message : null;
    return <p role="status">{typeof message === 'string' ? message : t('playground.unreachable')}</p>;
  }
  if (!answer) return <p role="status">{t('playground.checking')}</p>;
  const errors = listErrors(answer.errors, '');
  return (
    <div role="status">
      {errors.length === 0 ? (
        <p>{t('playground.valid')}</p>
      ) : (
        <ul className="findings">
          {errors.map(([pointer, message]) => (
            <li key={pointer + message}>
              <code dir="ltr">{pointer || '/'}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Returns the errors with their JSON pointers. */
function listErrors(errors: ErrorSchema, pointer: string): [pointer: string, message: string][] {
  return Object.entries(errors as Record<string, unknown>).flatMap(([key, value]) => {
    if (key === '__errors' && Array.isArray(value)) {
      return value.map((message): [string, string] => [pointer, String(message)]);
    }
    return isJsonObject(value) ? listErrors(value as ErrorSchema, `${pointer}/${toToken(key)}`) : [];
  });
}
