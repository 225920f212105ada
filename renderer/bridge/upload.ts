import { httpFailureSchema, uploadSchema } from '#shared/protocol/http.ts';
import type { Upload } from '#shared/protocol/http.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';

export type UploadResult = Result<Upload, Failure>;

export interface RunningUpload {
  readonly done: Promise<UploadResult>;
  cancel(): void;
}

/** Sends a file to the host. `onProgress` hears the share that has left, 0 to 1. */
export function uploadFile(file: Blob, onProgress: (share: number) => void): RunningUpload {
  // fetch cannot tell how much of a body has left.
  const request = new XMLHttpRequest();
  const done = new Promise<UploadResult>((resolve) => {
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(readAnswer(request));
    request.onerror = () => resolve(fail('unreachable', 'The connection was lost.'));
    request.onabort = () => resolve(fail('cancelled', 'Cancelled.'));
  });
  request.open('PUT', '/media');
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.send(file);
  return { done, cancel: () => request.abort() };
}

function readAnswer(request: XMLHttpRequest): UploadResult {
  const body = parseJson(request.responseText);
  const upload = uploadSchema.safeParse(body);
  if (request.status < 300 && upload.success) return ok(upload.data);
  const failure = httpFailureSchema.safeParse(body);
  return failure.success
    ? fail(failure.data.code, failure.data.message)
    : fail('refused', request.statusText);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
