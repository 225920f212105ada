import type { Caller, Core } from '#main/core/api.ts';
import {
  beginSecondFactorSchema,
  confirmSecondFactorSchema,
  proveSecondFactorSchema,
} from '#shared/protocol/http.ts';
import type { RecoveryCodes, SecondFactor, SecondFactorOffer } from '#shared/protocol/http.ts';
import type { HubLimits } from '../limits.ts';
import { remoteAddress } from '../remote-address.ts';
import { deviceOf, refusalOf } from './account-answers.ts';
import { HttpRefusal, sendJson } from './answers.ts';
import { readJsonBody } from './json-body.ts';
import type { Exchange, Route } from './route.ts';
import { deviceTokenOf } from './session-token.ts';

interface Needs {
  readonly accounts: Core['accounts'];
  readonly limits: HubLimits;
}

/** The second step of one's own sign-in. */
export function secondFactorRoutes({ accounts, limits }: Needs): Route[] {
  const own = accounts.secondFactor;

  async function state(exchange: Exchange): Promise<void> {
    const found = await own.state(tokenIn(exchange));
    if (!found.ok) throw refusalOf(found);
    sendJson(exchange.response, 200, found.value satisfies SecondFactor);
  }

  async function begin(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const asked = await readJsonBody(request, beginSecondFactorSchema, limits.bodyBytes);
    const begun = await own.begin(asked.password, callerOf(exchange, asked.device));
    if (!begun.ok) throw refusalOf(begun);
    sendJson(response, 200, begun.value satisfies SecondFactorOffer);
  }

  async function confirm(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const { code } = await readJsonBody(request, confirmSecondFactorSchema, limits.bodyBytes);
    const confirmed = await own.confirm(code, tokenIn(exchange));
    if (!confirmed.ok) throw refusalOf(confirmed);
    sendCodes(response, confirmed.value);
  }

  async function renew(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const asked = await readJsonBody(request, proveSecondFactorSchema, limits.bodyBytes);
    const renewed = await own.renewCodes(asked, callerOf(exchange, asked.device));
    if (!renewed.ok) throw refusalOf(renewed);
    sendCodes(response, renewed.value);
  }

  async function switchOff(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const asked = await readJsonBody(request, proveSecondFactorSchema, limits.bodyBytes);
    const ended = await own.switchOff(asked, callerOf(exchange, asked.device));
    if (!ended.ok) throw refusalOf(ended);
    sendJson(response, 200, {});
  }

  return [
    { path: /^\/api\/second-factor$/, methods: { GET: state, POST: begin } },
    { path: /^\/api\/second-factor\/confirm$/, methods: { POST: confirm } },
    { path: /^\/api\/second-factor\/recovery-codes$/, methods: { POST: renew } },
    { path: /^\/api\/second-factor\/off$/, methods: { POST: switchOff } },
  ];
}

function sendCodes(response: Exchange['response'], recoveryCodes: readonly string[]): void {
  sendJson(response, 200, { recoveryCodes: [...recoveryCodes] } satisfies RecoveryCodes);
}

function tokenIn({ token }: Exchange): string {
  if (token === null) throw new HttpRefusal(401, 'signed-out', 'Sign in first.');
  return token;
}

function callerOf(exchange: Exchange, device: string | null | undefined): Caller {
  const { request } = exchange;
  return {
    token: tokenIn(exchange),
    device: deviceOf(exchange),
    address: remoteAddress(request),
    knownDevice: device ?? deviceTokenOf(request.headers),
  };
}
