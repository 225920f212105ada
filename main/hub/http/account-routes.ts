import { z } from 'zod';
import type { Core, SignedIn } from '#main/core/api.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import {
  changePasswordRequestSchema,
  setupRequestSchema,
  signInRequestSchema,
  signOutRequestSchema,
  unlockRequestSchema,
} from '#shared/protocol/http.ts';
import type { SessionResponse as Answer, Status } from '#shared/protocol/http.ts';
import { createAttempts } from '../attempts.ts';
import type { Attempts } from '../attempts.ts';
import type { HubLimits } from '../limits.ts';
import { remoteAddress } from '../remote-address.ts';
import { deviceOf, entranceOf, refusalOf } from './account-answers.ts';
import { HttpRefusal, sendJson } from './answers.ts';
import { readJsonBody } from './json-body.ts';
import type { Exchange, Route } from './route.ts';
import { deviceCookie, deviceTokenOf, expiredCookie, sessionCookie } from './session-token.ts';

interface Needs {
  readonly accounts: Core['accounts'];
  readonly office: Core['office'];
  readonly limits: HubLimits;
  readonly version: string;
}

/** First setup, signing in and out. */
export function accountRoutes({ accounts, office, limits, version }: Needs): Route[] {
  const setups = createAttempts(limits.setupsPerAddress, limits.attemptWindow);

  function status({ response, admission }: Exchange): void {
    const value: Status = {
      version,
      protocol: PROTOCOL_VERSION,
      needsSetup: accounts.needsSetup(),
      needsRescue: false,
      notAdmitted: admission.ok ? null : admission.code,
      office: admission.ok ? office.current.identity : null,
    };
    sendJson(response, 200, value);
  }

  async function setUp(exchange: Exchange): Promise<void> {
    const body = await readJsonBody(exchange.request, setupRequestSchema, limits.bodyBytes);
    await take(setups, remoteAddress(exchange.request));
    const { keep, ...request } = body;
    const address = remoteAddress(exchange.request);
    const result = await accounts.setup(request, deviceOf(exchange), address, entranceOf(exchange));
    if (result.ok) return void signedIn(exchange, result.value, keep);
    throw refusalOf(result);
  }

  async function signIn(exchange: Exchange): Promise<void> {
    const body = await readJsonBody(exchange.request, signInRequestSchema, limits.bodyBytes);
    const { keep, ...wanted } = body;
    const { headers } = exchange.request;
    const knownDevice = wanted.device ?? deviceTokenOf(headers);
    const request = { ...wanted, ownToken: exchange.token, knownDevice };
    const address = remoteAddress(exchange.request);
    const result = await accounts.signIn(
      request,
      deviceOf(exchange),
      address,
      entranceOf(exchange),
    );
    if (!result.ok) throw refusalOf(result);
    signedIn(exchange, result.value, keep);
  }

  async function changePassword(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const body = await readJsonBody(request, changePasswordRequestSchema, limits.bodyBytes);
    const { keep, ...wanted } = body;
    const address = remoteAddress(request);
    const knownDevice = wanted.device ?? deviceTokenOf(request.headers);
    const device = deviceOf(exchange);
    const ownToken = exchange.token;
    const changed = await accounts.changePassword(
      { ...wanted, knownDevice, enters: true },
      ownToken,
      device,
      address,
      entranceOf(exchange),
    );
    if (!changed.ok) throw refusalOf(changed);
    const { agent, session } = changed.value;
    if (session === null) return void sendJson(response, 200, { agent, token: null });
    signedIn(exchange, session, keep);
  }

  async function signOut({ request, response, token }: Exchange): Promise<void> {
    const { hasDecided } = await readJsonBody(request, signOutRequestSchema, limits.bodyBytes);
    if (token !== null) await accounts.signOut(token, hasDecided);
    response.writeHead(204, { 'set-cookie': expiredCookie(), 'cache-control': 'no-store' });
    response.end();
  }

  async function lock({ request, response, token }: Exchange): Promise<void> {
    await readJsonBody(request, z.object({}), limits.bodyBytes);
    if (token !== null) await accounts.lock(token);
    sendJson(response, 200, {});
  }

  async function unlock(exchange: Exchange): Promise<void> {
    const { request, response, token } = exchange;
    const { password, device } = await readJsonBody(request, unlockRequestSchema, limits.bodyBytes);
    if (token === null) throw new HttpRefusal(401, 'signed-out', 'Sign in first.');
    const knownDevice = device ?? deviceTokenOf(request.headers);
    const asked = { password, knownDevice };
    const address = remoteAddress(request);
    const outcome = await accounts.unlock(asked, token, deviceOf(exchange), address);
    if (!outcome.ok) throw refusalOf(outcome);
    sendJson(response, 200, {});
  }

  return [
    { path: /^\/api\/lock$/, methods: { POST: lock } },
    { path: /^\/api\/unlock$/, methods: { POST: unlock } },
    { path: /^\/api\/status$/, isOpen: true, methods: { GET: status } },
    { path: /^\/api\/setup$/, methods: { POST: setUp } },
    { path: /^\/api\/sign-in$/, methods: { POST: signIn } },
    { path: /^\/api\/password$/, methods: { POST: changePassword } },
    { path: /^\/api\/sign-out$/, methods: { POST: signOut } },
  ];
}

async function take(attempts: Attempts, key: string): Promise<void> {
  const wait = await attempts.take(key);
  if (wait === null) return;
  throw new HttpRefusal(429, 'too-many-attempts', 'Too many attempts; wait and try again.', {
    'retry-after': String(wait),
  });
}

function signedIn(
  { response }: Exchange,
  { agent, token, device }: SignedIn,
  keep: 'cookie' | 'token',
): void {
  const known = device === undefined ? {} : { device };
  if (keep === 'token') return sendJson(response, 200, { agent, token, ...known } satisfies Answer);
  const cookies = [sessionCookie(token), ...(device === undefined ? [] : [deviceCookie(device)])];
  sendJson(response, 200, { agent, token: null } satisfies Answer, { 'set-cookie': cookies });
}
