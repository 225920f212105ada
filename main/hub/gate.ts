import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Core } from '#main/core/api.ts';
import { HERE } from '#main/core/ports/entrance.ts';
import type { Entrance, NotAdmittedFailure } from '#main/core/ports/entrance.ts';
import { COMPUTER_HEADER } from '#shared/protocol/http.ts';
import { ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import { tokenOf } from './http/session-token.ts';
import { remoteAddress } from './remote-address.ts';

export type Admission = Result<Entrance, NotAdmittedFailure>;

/** Which requests are let in at all, before it is asked whose they are. */
export interface Gate {
  admit(request: IncomingMessage): Admission;
  /** The session that a request names, where it counts: a paired PC's nowhere else. */
  tokenIn(request: IncomingMessage, admission: Admission): string | null;
}

const MAX_KEY_LENGTH = 128;
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether it comes from this PC: over the loopback, or to one of its own addresses from the same. */
export function isFromThisPc(request: IncomingMessage): boolean {
  const { remoteAddress: from, localAddress: to } = request.socket;
  return isLoopback(remoteAddress(request)) || (from !== undefined && from === to);
}

export function createGate(
  { accounts, computers }: Pick<Core, 'accounts' | 'computers'>,
  isHere: (request: IncomingMessage) => boolean = isFromThisPc,
): Gate {
  return {
    admit: (request) => computers.admit({ isHere: isHere(request), key: keyIn(request) }),
    tokenIn({ headers }, admission) {
      const token = tokenOf(headers);
      if (token === null || !admission.ok) return null;
      return accounts.isOf(token, admission.value) ? token : null;
    },
  };
}

/** While there are no accounts and no computers. */
export const openGate: Gate = { admit: () => ok(HERE), tokenIn: ({ headers }) => tokenOf(headers) };

/** One that is too long is as unknown as any other that the host did not give out. */
function keyIn({ headers }: IncomingMessage): string | null {
  const key = headers[COMPUTER_HEADER];
  if (key === undefined) return null;
  return [key].flat().join().slice(0, MAX_KEY_LENGTH);
}
