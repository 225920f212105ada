/** What the store asks its worker thread. */
export interface CheckpointRequest {
  readonly id: number;
  /** `checkpoint`: move the WAL into the database; `check`: look for damage. */
  readonly task: 'checkpoint' | 'check';
}

export type CheckpointReply =
  | { readonly id: number; readonly ok: true; readonly problems: readonly string[] }
  | { readonly id: number; readonly ok: false; readonly message: string };
