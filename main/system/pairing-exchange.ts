import { hkdfSync } from 'node:crypto';
import { client, ready, server } from '@serenity-kit/opaque';
import type { PairingExchange } from '#main/core/ports/system.ts';

/**
 * The password-authenticated key exchange of pairing: OPAQUE (RFC 9807) in the audited build of
 * opaque-ke. ARCHITECTURE.md says why this one, and what is bound to what.
 */

/**
 * Stretching slows guesses down of whoever stole the host's record of a password. The code's record is
 * made for one run and kept nowhere, so the least that the library takes is enough.
 */
const NO_STRETCHING = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } } as const;
const USER = 'new computer';
const KEY_BYTES = 32;

/** Both ends go into the exchange: with another certificate in between nothing comes of it. */
const identifiers = (fingerprint: string) => ({
  client: `deskline ${USER}`,
  server: `deskline host ${fingerprint}`,
});

/** What the PC shows from now on, which never goes over the wire in pairing itself. */
function keyFrom(sessionKey: string): string {
  const key = Buffer.from(sessionKey, 'base64url');
  const made = hkdfSync('sha256', key, Buffer.alloc(0), 'deskline computer key', KEY_BYTES);
  return Buffer.from(made).toString('base64url');
}

/** The host's half. */
export const pairingExchange: PairingExchange = {
  async answer({ secret, fingerprint, request }) {
    await ready;
    const ids = identifiers(fingerprint);
    const serverSetup = server.createSetup();
    const registering = client.startRegistration({ password: secret });
    const { registrationResponse } = server.createRegistrationResponse({
      serverSetup,
      userIdentifier: USER,
      registrationRequest: registering.registrationRequest,
    });
    const { registrationRecord } = client.finishRegistration({
      password: secret,
      registrationResponse,
      clientRegistrationState: registering.clientRegistrationState,
      identifiers: ids,
      keyStretching: NO_STRETCHING,
    });
    const begun = orNull(() =>
      server.startLogin({
        serverSetup,
        userIdentifier: USER,
        registrationRecord,
        startLoginRequest: request,
        identifiers: ids,
      }),
    );
    if (begun === null) return null;
    const { loginResponse, serverLoginState } = begun;
    return {
      response: loginResponse,
      finish(proof) {
        const done = orNull(() =>
          server.finishLogin({ serverLoginState, finishLoginRequest: proof, identifiers: ids }),
        );
        return done && keyFrom(done.sessionKey);
      },
    };
  },
};

export interface PairingRequest {
  /** To be sent to the host. */
  readonly request: string;
  /** Null: the host does not know the code, or shows another certificate than this one. */
  finish(
    response: string,
    fingerprint: string,
  ): { readonly proof: string; readonly key: string } | null;
}

/** The half of the PC that wants to be let in. */
export async function beginPairing(secret: string): Promise<PairingRequest> {
  await ready;
  const { clientLoginState, startLoginRequest } = client.startLogin({ password: secret });
  return {
    request: startLoginRequest,
    finish(response, fingerprint) {
      const done = orNull(() =>
        client.finishLogin({
          clientLoginState,
          loginResponse: response,
          password: secret,
          identifiers: identifiers(fingerprint),
          keyStretching: NO_STRETCHING,
        }),
      );
      if (done === null || done === undefined) return null;
      return { proof: done.finishLoginRequest, key: keyFrom(done.sessionKey) };
    },
  };
}

/** The library throws for whatever it cannot read, and for a proof that is not right. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
