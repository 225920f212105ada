import { StoreError } from '#main/core/ports/store.ts';

/** Parses what a row holds as JSON; `row` names it in the error when it is damaged. */
export function parseStored(json: string, row: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw damaged(row, error);
  }
}

export function damaged(row: string, cause?: unknown): StoreError {
  return new StoreError('corrupt', `The stored ${row} is damaged: restore a backup.`, { cause });
}
