import type { IncomingHttpHeaders } from 'node:http';
import { DEVICE_COOKIE, SESSION_COOKIE } from '#shared/protocol/http.ts';

const MAX_TOKEN_LENGTH = 128;
/** The host ends unused sessions much earlier; this only lets a browser forget the cookie. */
const COOKIE_SECONDS = 30 * 24 * 60 * 60;
const DEVICE_SECONDS = 180 * 24 * 60 * 60;

/** The session a request claims to belong to: its bearer token, else its cookie, else null. */
export function tokenOf(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
  const token = bearer ?? cookieIn(headers, SESSION_COOKIE);
  return token !== undefined && token.length <= MAX_TOKEN_LENGTH ? token : null;
}

/** By which the host knows a browser on which somebody has signed in before. */
export function deviceTokenOf(headers: IncomingHttpHeaders): string | null {
  const token = cookieIn(headers, DEVICE_COOKIE);
  return token !== undefined && token.length <= MAX_TOKEN_LENGTH ? token : null;
}

function cookieIn(headers: IncomingHttpHeaders, wanted: string): string | undefined {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === wanted && value) return value;
  }
  return undefined;
}

export function sessionCookie(token: string): string {
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${COOKIE_SECONDS}; ${ATTRIBUTES}`;
}

/** Outlasts signing out: it opens nothing, and says only that somebody was here before. */
export function deviceCookie(token: string): string {
  return `${DEVICE_COOKIE}=${token}; Path=/; Max-Age=${DEVICE_SECONDS}; ${ATTRIBUTES}`;
}

export const expiredCookie = (): string => `${SESSION_COOKIE}=; Path=/; Max-Age=0; ${ATTRIBUTES}`;

const ATTRIBUTES = 'Secure; HttpOnly; SameSite=Strict';
