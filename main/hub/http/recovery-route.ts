import { createHash, timingSafeEqual } from 'node:crypto';
import type { Core } from '#main/core/api.ts';
import { recoveryRequestSchema } from '#shared/protocol/http.ts';
import type { RecoveryResponse } from '#shared/protocol/http.ts';
import { isLoopback } from '../gate.ts';
import type { HubLimits } from '../limits.ts';
import { remoteAddress } from '../remote-address.ts';
import { HttpRefusal, sendJson } from './answers.ts';
import { readJsonBody } from './json-body.ts';
import type { Exchange, Route } from './route.ts';

interface Needs {
  readonly accounts: Core['accounts'];
  readonly limits: HubLimits;
  /** What whoever can read the host's files knows. */
  readonly key: string;
}

/** For `--reset-password` on this PC while the host runs; for everybody else there is nothing here. */
export function recoveryRoute({ accounts, limits, key }: Needs): Route {
  async function recover({ request, response }: Exchange): Promise<void> {
    const address = remoteAddress(request);
    const given = request.headers.authorization ?? '';
    if (!isLoopback(address) || !isSame(given, `Bearer ${key}`)) {
      throw new HttpRefusal(404, 'not-found', 'There is nothing here.');
    }
    const { name, password } = await readJsonBody(request, recoveryRequestSchema, limits.bodyBytes);
    const outcome = await accounts.recover(name, password);
    if (!outcome.ok) {
      const { code, message, ok: _, ...details } = outcome;
      throw new HttpRefusal(code === 'not-found' ? 422 : 409, code, message, {}, details);
    }
    const { agent, ended } = outcome.value;
    const value: RecoveryResponse = { name: agent.name, ended };
    sendJson(response, 200, value);
  }

  return { path: /^\/api\/recovery$/, isHidden: true, isOpen: true, methods: { POST: recover } };
}

/** In the same time, however much of it is right. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
