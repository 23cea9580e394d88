import { type FileAnswer, fieldPart, filePart, filesPath, isJsonObject } from 'schema-form';

interface UploadOptions {
  /** The name of the field that the file is for. */
  field: string;
  signal: AbortSignal;
  /** Called with the part that has been sent, from 0 to 1. */
  onProgress(share: number): void;
}

/** What came of sending a file; `message` is what the server says against it, null where nothing was said. */
export type UploadOutcome =
  | { kind: 'sent'; value: string }
  | { kind: 'failed'; isSignedOut: boolean; message: string | null };

/**
 * Sends a file, and gives its address. The files of a browser take turns, in all its tabs, since the
 * server refuses a third one of the same customer.
 */
export async function uploadFile(file: File, options: UploadOptions): Promise<UploadOutcome> {
  const send = () => sendFile(file, options);
  // Browsers have locks only over https and on localhost.
  if (!('locks' in navigator)) return send();
  try {
    return await navigator.locks.request('upload', { signal: options.signal }, send);
  } catch {
    // Aborted before its turn came.
    return { kind: 'failed', isSignedOut: false, message: null };
  }
}

function sendFile(file: File, { field, signal, onProgress }: UploadOptions): Promise<UploadOutcome> {
  const body = new FormData();
  body.set(fieldPart, field);
  body.set(filePart, file);
  return new Promise((resolve) => {
    // Not `fetch`, which does not say how much has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', filesPath);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('loadend', () => {
      const { status, response } = request as { status: number; response: unknown };
      const answer: Partial<FileAnswer> & { error_message?: unknown } = isJsonObject(response)
        ? response
        : {};
      const { file_url: value, error_message: message } = answer;
      if (status === 201 && value !== undefined) return resolve({ kind: 'sent', value });
      // Not for 401 and 429, after which the same file may be sent again.
      const isRefused = status >= 400 && status < 500 && status !== 401 && status !== 429;
      const reason = isRefused && typeof message === 'string' ? message : null;
      resolve({ kind: 'failed', isSignedOut: status === 401, message: reason });
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}
