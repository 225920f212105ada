import type { ComputerId } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { fail, ok } from '#shared/util/result.ts';
import { endSessionsOn } from '../accounts/access.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log, PairingExchange, Random, Whereabouts } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { computerHandlers } from './computer-commands.ts';
import { HERE } from '../ports/entrance.ts';
import type { Computers, Entrance, PairingBegin, PairingFinish } from '../ports/entrance.ts';
import { Pairing } from './pairing.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly sessions: Sessions;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly exchange: PairingExchange;
  readonly whereabouts: Whereabouts;
  readonly log: Log;
}

type ComputerCommand = Extract<keyof CommandHandlers, `computer.${string}`>;

/** How exactly the list says when a PC was last here: not every reconnection is worth a write. */
const SEEN_EVERY_MS = 60_000;
const BROWSERS_OFF: SessionEnd = { why: 'browsers-off' };

/** Which PCs are let in: the host's own, paired ones, and browsers where the office wants them. */
export class ComputersRoom implements Computers {
  readonly handlers: Pick<CommandHandlers, ComputerCommand>;
  readonly #needs: Needs;
  readonly #pairing: Pairing;
  readonly #tasks: Tasks;
  readonly #connections = new Map<ComputerId, number>();
  readonly #noted = new Map<ComputerId, number>();
  #hadBrowsers: boolean;

  constructor(needs: Needs) {
    const { ledger, clock, settings, sessions } = needs;
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
    this.#pairing = new Pairing(needs);
    this.#hadBrowsers = settings.current().computers.browsers;
    settings.on((changed) => this.#follow(changed));
    this.handlers = {
      ...this.#pairing.handlers,
      ...computerHandlers({
        ledger,
        clock,
        announce: sessions.announce.bind(sessions),
        isHere: (id) => this.#connections.has(id),
      }),
    };
  }

  /** An office from before there was the choice goes on with its browsers, and its journal says so. */
  start(): Promise<void> {
    const { ledger } = this.#needs;
    if (ledger.read.marks.get('browsers-as-before') === null) return Promise.resolve();
    return ledger.write(({ tx, record }) => {
      tx.setMark('browsers-as-before', null);
      const name = 'computers.browsers';
      if (tx.settings.all().has(name)) return;
      record({ kind: 'settings.changed', name, before: false, after: true });
    });
  }

  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  admit({ isHere, key }: { readonly isHere: boolean; readonly key: string | null }) {
    const { ledger, random, settings } = this.#needs;
    if (key !== null) {
      const computer = ledger.read.computers.byKey(random.digest(key));
      if (computer === null) {
        return fail('computer-unknown', 'This host does not know this computer; pair it again.');
      }
      return computer.revokedAt === null
        ? ok<Entrance>({ computerId: computer.id, isRemote: false })
        : fail('computer-revoked', 'An admin of the office keeps this computer out.');
    }
    if (isHere) return ok(HERE);
    // The first admin may sit anywhere: the code on the host's console lets them in.
    const isOpen = settings.current().computers.browsers || ledger.read.agents.all().length === 0;
    return isOpen
      ? ok<Entrance>({ computerId: null, isRemote: true })
      : fail('browsers-off', 'This office wants no browsers; use the Deskline app, paired.');
  }

  connected({ computerId }: Entrance): () => void {
    if (computerId === null) return () => undefined;
    this.#connections.set(computerId, (this.#connections.get(computerId) ?? 0) + 1);
    this.#seen(computerId);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const left = (this.#connections.get(computerId) ?? 1) - 1;
      if (left > 0) this.#connections.set(computerId, left);
      else this.#connections.delete(computerId);
      this.#seen(computerId);
    };
  }

  beginPairing(asked: PairingBegin) {
    return this.#pairing.beginPairing(asked);
  }

  finishPairing(asked: PairingFinish) {
    return this.#pairing.finishPairing(asked);
  }

  #seen(id: ComputerId): void {
    const { ledger, clock } = this.#needs;
    const now = clock.elapsed();
    if (now - (this.#noted.get(id) ?? Number.NEGATIVE_INFINITY) < SEEN_EVERY_MS) return;
    this.#noted.set(id, now);
    this.#tasks.start('noting when a computer was here', () =>
      ledger.write(({ tx }) => tx.noteComputerSeen(id, clock.now())),
    );
  }

  #follow({ computers: { browsers } }: Settings): void {
    const isOver = this.#hadBrowsers && !browsers;
    this.#hadBrowsers = browsers;
    if (isOver) this.#tasks.start('ending the sessions in browsers', () => this.#endBrowsers());
  }

  async #endBrowsers(): Promise<void> {
    const { ledger, sessions, settings, clock } = this.#needs;
    const ended = await ledger.write((unit) => {
      if (settings.current().computers.browsers) return [];
      const remote = unit.tx.sessions.all().filter(({ isRemote }) => isRemote);
      return endSessionsOn(unit, BROWSERS_OFF, clock.now(), remote);
    });
    for (const { agentId, digest } of ended) sessions.announce(agentId, [digest], BROWSERS_OFF);
  }
}
