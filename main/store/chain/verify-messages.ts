import type { Seal, Verified } from '#shared/domain/audit/verification.ts';

export interface VerifyTask {
  readonly path: string;
  readonly upTo: number;
  readonly kept: Seal | null;
}

export type VerifyReply =
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'done'; readonly verified: Verified }
  | { readonly type: 'failed'; readonly message: string };
