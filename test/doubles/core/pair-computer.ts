import type { Core } from '#main/core/api.ts';
import { beginPairing } from '#main/system/pairing-exchange.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { readPairingCode } from '#shared/domain/computer.ts';
import type { ComputerId } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';

/** A PC that knows the code of an admin, without a network in between. */
export async function pairComputer(
  { handlers, computers }: Pick<Core, 'handlers' | 'computers'>,
  admin: Agent,
  name = 'Second desk',
): Promise<{ readonly computerId: ComputerId; readonly key: string; readonly name: string }> {
  const added = await handlers['computer.add']({}, admin);
  invariant(added.ok, 'an admin gets a code');
  const code = readPairingCode(added.value.code);
  invariant(code !== null, 'what is shown is a code');
  const begun = await beginPairing(code.secret);
  const { slot } = code;
  const at = { fingerprint: 'AB:CD', address: '192.168.1.30' };
  const answer = await computers.beginPairing({ slot, request: begun.request, ...at });
  invariant(answer.ok, 'the host answers a try');
  const mine = begun.finish(answer.value.response, at.fingerprint);
  invariant(mine !== null, 'the host knows the code');
  const { attempt } = answer.value;
  const paired = await computers.finishPairing({
    attempt,
    proof: mine.proof,
    name,
    platform: 'windows',
    address: at.address,
  });
  invariant(paired.ok, 'the computer is paired');
  return { computerId: paired.value.computerId, key: mine.key, name };
}
