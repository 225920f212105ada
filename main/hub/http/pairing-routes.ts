import type { Core } from '#main/core/api.ts';
import { beginPairingSchema, finishPairingSchema } from '#shared/protocol/http.ts';
import type { PairedResponse, PairingBegun } from '#shared/protocol/http.ts';
import { createAttempts } from '../attempts.ts';
import type { HubLimits } from '../limits.ts';
import { remoteAddress } from '../remote-address.ts';
import { HttpRefusal, sendJson } from './answers.ts';
import { readJsonBody } from './json-body.ts';
import type { Exchange, Route } from './route.ts';

interface Needs {
  readonly computers: Core['computers'];
  readonly limits: HubLimits;
  /** Of the certificate that these doors show. */
  readonly fingerprint: string;
}

/** For PCs that are not let in yet. */
export function pairingRoutes({ computers, limits, fingerprint }: Needs): Route[] {
  const attempts = createAttempts(limits.pairingsPerAddress, limits.attemptWindow);

  async function begin({ request, response }: Exchange): Promise<void> {
    const asked = await readJsonBody(request, beginPairingSchema, limits.bodyBytes);
    const address = remoteAddress(request);
    await takeOne(address);
    const begun = await computers.beginPairing({ ...asked, fingerprint, address });
    if (!begun.ok) {
      const status = begun.code === 'no-code' ? 404 : 400;
      throw new HttpRefusal(status, begun.code, begun.message);
    }
    sendJson(response, 200, begun.value satisfies PairingBegun);
  }

  async function finish({ request, response }: Exchange): Promise<void> {
    const asked = await readJsonBody(request, finishPairingSchema, limits.bodyBytes);
    const address = remoteAddress(request);
    const paired = await computers.finishPairing({ ...asked, address });
    if (!paired.ok) {
      const status = paired.code === 'no-code' ? 404 : 403;
      throw new HttpRefusal(status, paired.code, paired.message);
    }
    sendJson(response, 200, paired.value satisfies PairedResponse);
  }

  async function takeOne(address: string): Promise<void> {
    const wait = await attempts.take(address);
    if (wait === null) return;
    throw new HttpRefusal(429, 'too-many-attempts', 'Too many attempts; wait and try again.', {
      'retry-after': String(wait),
    });
  }

  return [
    { path: /^\/api\/pairing$/, isOpen: true, methods: { POST: begin } },
    { path: /^\/api\/pairing\/finish$/, isOpen: true, methods: { POST: finish } },
  ];
}
