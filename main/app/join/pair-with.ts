import { request as httpsRequest } from 'node:https';
import { connect } from 'node:tls';
import { z } from 'zod';
import { beginPairing } from '#main/system/pairing-exchange.ts';
import { authorityOf } from '#main/windows/authority.ts';
import type { HubAddress } from '#main/windows/authority.ts';
import { PinnedAgent } from '#main/windows/pinned-agent.ts';
import { readPairingCode } from '#shared/domain/computer.ts';
import type { Platform } from '#shared/domain/computer.ts';
import type { PairingFailure } from '#shared/ipc/contract.ts';
import { pairedSchema, pairingBegunSchema } from '#shared/protocol/http.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';

/** What this PC knows of the host afterwards. */
export interface Paired extends HubAddress {
  /** SHA-256 of the certificate that it met while it was proved, and of no other from now on. */
  readonly fingerprint: string;
  readonly office: string;
  /** What it shows from now on: see `COMPUTER_HEADER`. */
  readonly key: string;
}

export interface Self {
  readonly name: string;
  readonly platform: Platform;
}

const CONNECT_MS = 8_000;
const ANSWER_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1024;

const failureSchema = z.object({ code: z.string() });

/**
 * Becomes one of the host's computers by a code. Nothing of the code can be learnt on the way, and with
 * another certificate in between nothing comes of it: see ARCHITECTURE.md, Pairing.
 */
export async function pairWith(
  address: HubAddress,
  typedCode: string,
  self: Self,
): Promise<Result<Paired, PairingFailure>> {
  const code = readPairingCode(typedCode);
  if (code === null) return fail('not-a-code', 'A code has nine letters and digits.');
  const fingerprint = await presentedBy(address);
  if (fingerprint === null) return fail('unreachable', 'Nothing answers at this address.');
  const agent = new PinnedAgent({ fingerprint });
  try {
    const exchange = await beginPairing(code.secret);
    const asked = { slot: code.slot, request: exchange.request };
    const begun = await post({ address, agent, path: '/api/pairing', body: asked });
    if (!begun.ok) return begun;
    const answer = pairingBegunSchema.safeParse(begun.value);
    if (!answer.success) return notDeskline();
    const { attempt, response, left } = answer.data;
    const proved = exchange.finish(response, fingerprint);
    if (proved === null) {
      return fail('not-proved', 'The other end did not show that it knows the code.', { left });
    }
    const body = { attempt, proof: proved.proof, ...self };
    const finish = { address, agent, path: '/api/pairing/finish', body };
    // Said again where the answer was lost on its way: the host answers alike.
    let finished = await post(finish);
    if (!finished.ok && finished.code === 'unreachable') finished = await post(finish);
    if (!finished.ok) return finished;
    const paired = pairedSchema.safeParse(finished.value);
    if (!paired.success) return notDeskline();
    return ok({ ...address, fingerprint, office: paired.data.office, key: proved.key });
  } finally {
    agent.destroy();
  }
}

/** The fingerprint of whatever certificate is shown there: known, not trusted. */
export function presentedBy({ host, port }: HubAddress): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const socket = connect({ host, port, rejectUnauthorized: false, timeout: CONNECT_MS });
  socket.once('secureConnect', () => {
    resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? null);
    socket.destroy();
  });
  socket.once('timeout', () => socket.destroy());
  socket.on('error', () => undefined);
  socket.once('close', () => resolve(null));
  return promise;
}

interface Post {
  readonly address: HubAddress;
  readonly agent: PinnedAgent;
  readonly path: string;
  readonly body: object;
}

function post({ address, agent, path, body }: Post): Promise<Result<unknown, PairingFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<unknown, PairingFailure>>();
  const unreachable = () => resolve(fail('unreachable', 'Nothing answers at this address.'));
  const asked = httpsRequest({
    ...address,
    agent,
    path,
    method: 'POST',
    headers: { host: authorityOf(address), 'content-type': 'application/json' },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  asked.on('error', unreachable);
  asked.once('response', (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.length > MAX_ANSWER_BYTES) answer.destroy();
    });
    answer.on('error', unreachable);
    answer.once('close', () => {
      const value = parsed(text);
      if (answer.statusCode === 200) return resolve(ok(value));
      const retryAfter = Number(answer.headers['retry-after']) || undefined;
      resolve(refusal(failureSchema.safeParse(value).data?.code, retryAfter));
    });
  });
  asked.end(JSON.stringify(body));
  return promise;
}

function refusal(code: string | undefined, retryAfter?: number): PairingFailure {
  switch (code) {
    case 'no-code':
      return fail('no-code', 'No such code is open at the host.');
    case 'wrong-code':
      return fail('not-proved', 'The host did not take the proof.');
    case 'too-many-attempts':
      return fail('too-many-attempts', 'Too many attempts.', { retryAfter: retryAfter ?? 60 });
    case 'wrong-host':
      return fail('wrong-name', 'The host does not go by this name.');
    case 'storage-trouble':
    case 'host-trouble':
      return fail('host-trouble', 'The host could not do it.');
    default:
      return notDeskline();
  }
}

function notDeskline(): PairingFailure {
  return fail('not-deskline', 'What answers there is no Deskline that can be joined.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
