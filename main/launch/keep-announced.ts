import type { Log } from '#main/core/ports/system.ts';
import { announceHost } from '#main/system/mdns.ts';
import type { Announced } from '#main/system/mdns.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';

interface Needs {
  readonly settings: {
    current(): Settings;
    on(listener: (settings: Settings) => void): Unsubscribe;
  };
  /** What the host listens on. */
  readonly address: string;
  readonly port: number;
  readonly fingerprint: string;
  readonly log: Log;
  readonly announce?: (said: Announced, log: Log) => () => Promise<void>;
}

/** Has the host found by new PCs, for as long as the office wants it; the answer ends it. */
export function keepAnnounced({
  settings,
  address,
  port,
  fingerprint,
  log,
  announce = announceHost,
}: Needs): () => Promise<void> {
  // Who cannot be reached need not be found.
  if (address === 'localhost' || address === '::1' || address.startsWith('127.')) {
    return () => Promise.resolve();
  }
  let said: string | null = null;
  let takeBack: () => Promise<void> = () => Promise.resolve();
  // One after the other: a name that is taken back late would take back the new one.
  let steps: Promise<void> = Promise.resolve();
  const follow = ({ computers, office }: Settings): void => {
    const wanted = computers.announce ? office.name : null;
    if (wanted === said) return;
    said = wanted;
    steps = steps
      .then(() => takeBack())
      .then(() => {
        takeBack =
          wanted === null
            ? () => Promise.resolve()
            : announce({ office: wanted, port, fingerprint }, log);
      })
      .catch((error: unknown) => log.warn({ error }, 'the host cannot be announced'));
  };
  follow(settings.current());
  const stop = settings.on(follow);
  return async () => {
    stop();
    await steps;
    await takeBack();
  };
}
