import { HERE } from '#main/core/ports/entrance.ts';
import type { Entrance } from '#main/core/ports/entrance.ts';
import type { Failure } from '#shared/util/result.ts';
import { HttpRefusal } from './answers.ts';
import type { Exchange } from './route.ts';

const STATUS_OF = {
  'wrong-code': 403,
  'already-set-up': 409,
  'wrong-credentials': 401,
  deactivated: 401,
  'must-change-password': 403,
  'signed-in-elsewhere': 409,
  'too-many-attempts': 429,
  locked: 429,
  'signed-out': 401,
  'weak-password': 422,
  'same-password': 422,
  'needs-code': 403,
  'already-on': 409,
  'not-on': 409,
  'no-offer': 409,
} as const;

export function refusalOf(
  failure: Failure<keyof typeof STATUS_OF> & { readonly retryAfter?: number },
) {
  const { ok: _, code, message, retryAfter, ...details } = failure;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return new HttpRefusal(STATUS_OF[code], code, message, headers, details);
}

/** What the audit log calls the device. */
export function deviceOf({ request }: Exchange): string {
  return (request.headers['user-agent'] ?? 'unknown').slice(0, 200);
}

/** Who is not let in gets as far as to open routes, which do not ask. */
export function entranceOf({ admission }: Exchange): Entrance {
  return admission.ok ? admission.value : HERE;
}
