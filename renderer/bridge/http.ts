import { z } from 'zod';
import {
  httpFailureSchema,
  recoveryCodesSchema,
  rescueSchema,
  secondFactorOfferSchema,
  secondFactorSchema,
  sessionSchema,
  statusSchema,
  type ChangePasswordRequest,
  type RecoveryCodes,
  type Rescue,
  type RescueChoice,
  type SecondFactor,
  type SecondFactorOffer,
  type SessionResponse,
  type SetupRequest,
  type SignInRequest,
  type Status,
} from '#shared/protocol/http.ts';
import type { OpenSession, SessionEnd } from '#shared/domain/session.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import { desktop, keepSession } from './desktop.ts';

/** `unreachable`: no answer from a host; `retryAfter` in seconds when the host named a time. */
export type HttpFailure = Failure & {
  readonly retryAfter: number | null;
  /** With `signed-in-elsewhere`: where. */
  readonly sessions?: readonly OpenSession[] | undefined;
  /** With `signed-out`: why. */
  readonly end?: SessionEnd | undefined;
};
export type HttpResult<T> = Result<T, HttpFailure>;

const TIMEOUT_MS = 15_000;

async function request<S extends z.ZodType>(
  path: string,
  schema: S,
  body?: object,
): Promise<HttpResult<z.infer<S>>> {
  try {
    const response = await fetch(path, {
      method: body ? 'POST' : 'GET',
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : null,
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return await refusal(response);
    const parsed = schema.safeParse(await response.json());
    return parsed.success ? ok(parsed.data) : unreachable('The answer was not from Deskline.');
  } catch (error) {
    return unreachable(String(error));
  }
}

async function refusal(response: Response): Promise<HttpFailure> {
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  const failure = httpFailureSchema.safeParse(await response.json().catch(() => null));
  const { code, message, ...details } = failure.data ?? {};
  return code !== undefined && message !== undefined
    ? fail(code, message, { retryAfter, ...details })
    : fail(response.status >= 500 ? 'unreachable' : 'refused', response.statusText, { retryAfter });
}

function unreachable(why: string): HttpFailure {
  return fail('unreachable', why, { retryAfter: null });
}

/** After a sign-out that did not come through has come through: nobody is let in by its cookie. */
export async function fetchStatus(): Promise<HttpResult<Status>> {
  const waiting = localStorage.getItem(SIGN_OUT_KEY);
  if (waiting !== null) await signOut(waiting === DECIDED);
  if (localStorage.getItem(SIGN_OUT_KEY) !== null) return unreachable('Nobody is signed out yet.');
  return request('/api/status', statusSchema);
}

export function fetchRescue(): Promise<HttpResult<Rescue>> {
  return request('/api/rescue', rescueSchema);
}

export function chooseRescue(choice: RescueChoice): Promise<HttpResult<object>> {
  return request('/api/rescue', z.object({}), choice);
}

export function setUp(fields: Omit<SetupRequest, 'keep'>): Promise<HttpResult<SessionResponse>> {
  return request('/api/setup', sessionSchema, { ...fields, keep: keepSession });
}

export function signIn(
  fields: Omit<SignInRequest, 'keep' | 'device'>,
): Promise<HttpResult<SessionResponse>> {
  return enter('/api/sign-in', fields);
}

export function changePassword(
  fields: Omit<ChangePasswordRequest, 'keep' | 'device'>,
): Promise<HttpResult<SessionResponse>> {
  return enter('/api/password', fields);
}

export function lockSession(): Promise<HttpResult<object>> {
  return request('/api/lock', z.object({}), {});
}

export function unlockSession(password: string): Promise<HttpResult<object>> {
  return request('/api/unlock', z.object({}), { password, ...ownDevice() });
}

export function fetchSecondFactor(): Promise<HttpResult<SecondFactor>> {
  return request('/api/second-factor', secondFactorSchema);
}

export function beginSecondFactor(password: string): Promise<HttpResult<SecondFactorOffer>> {
  return request('/api/second-factor', secondFactorOfferSchema, { password, ...ownDevice() });
}

export function confirmSecondFactor(code: string): Promise<HttpResult<RecoveryCodes>> {
  return request('/api/second-factor/confirm', recoveryCodesSchema, { code });
}

interface BothSteps {
  readonly password: string;
  readonly code: string;
}

export function renewRecoveryCodes(proof: BothSteps): Promise<HttpResult<RecoveryCodes>> {
  const body = { ...proof, ...ownDevice() };
  return request('/api/second-factor/recovery-codes', recoveryCodesSchema, body);
}

export function endSecondFactor(proof: BothSteps): Promise<HttpResult<object>> {
  return request('/api/second-factor/off', z.object({}), { ...proof, ...ownDevice() });
}

/** By which the host knows this PC; the app has no cookie for it. */
const DEVICE_KEY = 'deskline.device';

function ownDevice(): { readonly device?: string | null } {
  return desktop === null ? {} : { device: localStorage.getItem(DEVICE_KEY) };
}

async function enter(path: string, fields: object): Promise<HttpResult<SessionResponse>> {
  const body = { ...fields, ...ownDevice(), keep: keepSession };
  const answer = await request(path, sessionSchema, body);
  if (!answer.ok) return answer;
  // Its cookie has taken the place of an older one.
  localStorage.removeItem(SIGN_OUT_KEY);
  if (answer.value.device !== undefined) localStorage.setItem(DEVICE_KEY, answer.value.device);
  return answer;
}

const SIGN_OUT_KEY = 'deskline.sign-out';
const DECIDED = 'decided';

/** Without an answer it is asked for again before anybody comes in from this browser. */
export async function signOut(hasDecided: boolean): Promise<void> {
  localStorage.setItem(SIGN_OUT_KEY, hasDecided ? DECIDED : '');
  const response = await fetch('/api/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hasDecided }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  // What a host without room or in trouble answers ends no session.
  if (response !== null && response.status < 500) localStorage.removeItem(SIGN_OUT_KEY);
}
