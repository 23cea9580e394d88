import { type FileAnswer, fieldPart, filePart, filesPath, isJsonObject } from 'schema-form';
import { ApiError } from './request.ts';

interface UploadOptions {
  /** The name of the field that the file is for. */
  field: string;
  signal: AbortSignal;
  /** Is called with the share of the file that has been sent, from 0 to 1. */
  onProgress(share: number): void;
}

/** The result of an upload. `message` is the server's reason for refusing the file, or null when it gave none. */
export type UploadOutcome = { kind: 'sent'; value: string } | { kind: 'failed'; message: string | null };

/**
 * Uploads a file and returns its address. All tabs of a browser upload one file at a time, because the
 * server refuses more than two simultaneous uploads of a customer. Throws ApiError when the session is over.
 */
export async function uploadFile(file: File, options: UploadOptions): Promise<UploadOutcome> {
  const send = () => sendFile(file, options);
  // Browsers provide locks only over HTTPS and on localhost.
  if (!('locks' in navigator)) return send();
  try {
    return await navigator.locks.request('upload', { signal: options.signal }, send);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // The upload was aborted while it waited for the lock.
    return { kind: 'failed', message: null };
  }
}

function sendFile(file: File, { field, signal, onProgress }: UploadOptions): Promise<UploadOutcome> {
  const body = new FormData();
  body.set(fieldPart, field);
  body.set(filePart, file);
  return new Promise((resolve, reject) => {
    // `fetch` does not report the progress of an upload.
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
      if (status === 401) return reject(new ApiError(status));
      // After 429 the same file may be sent again, so that does not refuse it.
      const isRefused = status >= 400 && status < 500 && status !== 429;
      const reason = isRefused && typeof message === 'string' ? message : null;
      resolve({ kind: 'failed', message: reason });
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}
