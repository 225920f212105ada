import type { Core, SignedIn } from '#main/core/api.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import {
  setupRequestSchema,
  signInRequestSchema,
  signOutRequestSchema,
} from '#shared/protocol/http.ts';
import type { SessionResponse, Status } from '#shared/protocol/http.ts';
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
    throw new HttpRefusal(result.code === 'wrong-code' ? 403 : 409, result.code, result.message);
  }

  async function signIn(exchange: Exchange): Promise<void> {
    const body = await readJsonBody(exchange.request, signInRequestSchema, limits.bodyBytes);
    const { keep, ...request } = body;
    const address = remoteAddress(exchange.request);
    const name = request.name.trim().toLowerCase();
    const lockedOut = (what: 'name' | 'address') => (seconds: number) =>
      accounts.lockedOut({ what, name: request.name.trim(), address, ms: seconds * 1_000 });
    await take(byAddress, address, lockedOut('address'));
    await take(byName, name, lockedOut('name'));
    const result = await accounts.signIn(request, deviceOf(exchange), address);
    if (!result.ok) throw new HttpRefusal(401, result.code, result.message);
    await Promise.all([byAddress.giveBack(address), byName.forget(name)]);
    signedIn(exchange, result.value, keep);
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
    { path: /^\/api\/sign-out$/, methods: { POST: signOut } },
  ];
}

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
