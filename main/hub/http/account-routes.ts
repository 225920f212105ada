import type { Core, SignedIn } from '#main/core/api.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import {
  changePasswordRequestSchema,
  setupRequestSchema,
  signInRequestSchema,
  signOutRequestSchema,
} from '#shared/protocol/http.ts';
import type { SessionResponse, Status } from '#shared/protocol/http.ts';
import type { Failure } from '#shared/util/result.ts';
import { createAttempts } from '../attempts.ts';
import type { Attempts } from '../attempts.ts';
import type { HubLimits } from '../limits.ts';
import { remoteAddress } from '../remote-address.ts';
import { HttpRefusal, sendJson } from './answers.ts';
import { readJsonBody } from './json-body.ts';
import type { Exchange, Route } from './route.ts';
import { expiredCookie, sessionCookie, tokenOf } from './session-token.ts';

interface Needs {
  readonly accounts: Core['accounts'];
  readonly limits: HubLimits;
  readonly version: string;
}

/** First setup, signing in and out. */
export function accountRoutes({ accounts, limits, version }: Needs): Route[] {
  const setups = createAttempts(limits.setupsPerAddress, limits.attemptWindow);
  const byAddress = createAttempts(limits.signInsPerAddress, limits.attemptWindow);
  const byName = createAttempts(limits.signInsPerName, limits.attemptWindow);

  function status({ response }: Exchange): void {
    const value: Status = {
      version,
      protocol: PROTOCOL_VERSION,
      needsSetup: accounts.needsSetup(),
      needsRescue: false,
    };
    sendJson(response, 200, value);
  }

  async function setUp(exchange: Exchange): Promise<void> {
    const body = await readJsonBody(exchange.request, setupRequestSchema, limits.bodyBytes);
    await take(setups, remoteAddress(exchange.request));
    const { keep, ...request } = body;
    const address = remoteAddress(exchange.request);
    const result = await accounts.setup(request, deviceOf(exchange), address);
    if (result.ok) return void signedIn(exchange, result.value, keep);
    throw refusalOf(result);
  }

  async function signIn(exchange: Exchange): Promise<void> {
    const body = await readJsonBody(exchange.request, signInRequestSchema, limits.bodyBytes);
    const { keep, ...wanted } = body;
    const request = { ...wanted, ownToken: tokenOf(exchange.request.headers) };
    const address = remoteAddress(exchange.request);
    const name = request.name.trim().toLowerCase();
    await takeSignIn(request.name, address);
    const result = await accounts.signIn(request, deviceOf(exchange), address);
    // Who knows a temporary password is no guesser.
    if (result.ok || isRightPassword(result.code)) await forgive(address, name);
    if (!result.ok) throw refusalOf(result);
    signedIn(exchange, result.value, keep);
  }

  async function changePassword(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const body = await readJsonBody(request, changePasswordRequestSchema, limits.bodyBytes);
    const { keep, ...wanted } = body;
    const address = remoteAddress(request);
    const name = wanted.name.trim().toLowerCase();
    await takeSignIn(wanted.name, address);
    const device = deviceOf(exchange);
    const ownToken = tokenOf(request.headers);
    const changed = await accounts.changePassword(wanted, ownToken, device, address);
    // Also who is asked for a better one has said the right one.
    if (changed.ok || STATUS_OF[changed.code] === 422) await forgive(address, name);
    if (!changed.ok) throw refusalOf(changed);
    const agent = changed.value;
    const own = ownToken === null ? null : await accounts.authenticate(ownToken);
    if (own?.id === agent.id) return void sendJson(response, 200, { agent, token: null });
    const entry = { name: agent.name, password: wanted.newPassword, endOthers: true };
    const result = await accounts.signIn(entry, device, address);
    if (!result.ok) throw refusalOf(result);
    signedIn(exchange, result.value, keep);
  }

  /** Guessing at either door counts. */
  async function takeSignIn(typed: string, address: string): Promise<void> {
    const name = typed.trim();
    const lockedOut = (what: 'name' | 'address') => (seconds: number) =>
      accounts.lockedOut({ what, name, address, ms: seconds * 1_000 });
    await take(byAddress, address, lockedOut('address'));
    await take(byName, name.toLowerCase(), lockedOut('name'));
  }

  async function forgive(address: string, name: string): Promise<void> {
    await Promise.all([byAddress.giveBack(address), byName.forget(name)]);
  }

  async function signOut({ request, response }: Exchange): Promise<void> {
    const { hasDecided } = await readJsonBody(request, signOutRequestSchema, limits.bodyBytes);
    const token = tokenOf(request.headers);
    if (token !== null) await accounts.signOut(token, hasDecided);
    response.writeHead(204, { 'set-cookie': expiredCookie(), 'cache-control': 'no-store' });
    response.end();
  }

  return [
    { path: /^\/api\/status$/, methods: { GET: status } },
    { path: /^\/api\/setup$/, methods: { POST: setUp } },
    { path: /^\/api\/sign-in$/, methods: { POST: signIn } },
    { path: /^\/api\/password$/, methods: { POST: changePassword } },
    { path: /^\/api\/sign-out$/, methods: { POST: signOut } },
  ];
}

const STATUS_OF = {
  'wrong-code': 403,
  'already-set-up': 409,
  'wrong-credentials': 401,
  deactivated: 401,
  'must-change-password': 403,
  'signed-in-elsewhere': 409,
  'weak-password': 422,
  'same-password': 422,
} as const;

function refusalOf({ ok: _, code, message, ...details }: Failure<keyof typeof STATUS_OF>) {
  return new HttpRefusal(STATUS_OF[code], code, message, {}, details);
}

const isRightPassword = (code: string): boolean =>
  code === 'must-change-password' || code === 'signed-in-elsewhere';

async function take(
  attempts: Attempts,
  key: string,
  onRefusal: (seconds: number) => void = () => {},
): Promise<void> {
  const wait = await attempts.take(key);
  if (wait === null) return;
  onRefusal(wait);
  throw new HttpRefusal(429, 'too-many-attempts', 'Too many attempts; wait and try again.', {
    'retry-after': String(wait),
  });
}

function signedIn(
  { response }: Exchange,
  { agent, token }: SignedIn,
  keep: 'cookie' | 'token',
): void {
  const value: SessionResponse = { agent, token: keep === 'token' ? token : null };
  sendJson(response, 200, value, keep === 'cookie' ? { 'set-cookie': sessionCookie(token) } : {});
}

/** What the audit log calls the device. */
function deviceOf({ request }: Exchange): string {
  return (request.headers['user-agent'] ?? 'unknown').slice(0, 200);
}
