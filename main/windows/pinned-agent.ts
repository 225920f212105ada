import { Agent } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { isPinned } from './pinned-certificate.ts';
import type { PinnedCertificate } from './pinned-certificate.ts';

/** Whoever answered is not the host that is pinned. Nothing was sent. */
export class OtherCertificate extends Error {
  override readonly name = 'OtherCertificate';
}

type Done = (error: Error | null, socket: Duplex) => void;

/**
 * Connections to whoever holds the pinned certificate's key, and to nobody else. The certificate
 * itself is compared, not its chain: BoringSSL, which Electron has, accepts as an authority none
 * that is not made to be one.
 */
export class PinnedAgent extends Agent {
  readonly #certificate: PinnedCertificate;

  constructor(certificate: PinnedCertificate) {
    super({ keepAlive: true });
    this.#certificate = certificate;
  }

  /** Hands the connection over only once it is known whose it is: nothing is sent before. */
  override createConnection({ host, port }: RequestOptions, done?: Done): null {
    const socket = connect({
      host: host ?? '',
      port: Number(port),
      rejectUnauthorized: false,
    });
    const fail = (error: Error) => done?.(error, socket);
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      if (!isPinned(this.#certificate, socket.getPeerCertificate().raw)) {
        socket.destroy(new OtherCertificate('Another certificate than that of our host.'));
        return;
      }
      socket.off('error', fail);
      done?.(null, socket);
    });
    return null;
  }
}
