/** What the store asks its worker thread. */
export interface CheckpointRequest {
  readonly id: number;
  /** `checkpoint`: move the WAL into the database; `check`: look for damage, quickly or in all. */
  readonly task: 'checkpoint' | 'check' | 'quick-check';
}

export type CheckpointReply =
  | { readonly id: number; readonly ok: true; readonly problems: readonly string[] }
  | { readonly id: number; readonly ok: false; readonly message: string };
