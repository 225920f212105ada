import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '#main/core/create-core.ts';
import type { RunningCore } from '#main/core/create-core.ts';
import { Ledger } from '#main/core/journal/ledger.ts';
import type { Commit } from '#main/core/journal/ledger.ts';
import type { MediaFiles } from '#main/core/ports/media-files.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { PasswordHasher } from '#main/core/ports/system.ts';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { openMediaFiles } from '#main/store/media-files.ts';
import { openStore } from '#main/store/open-store.ts';
import { pictures } from '#main/system/pictures.ts';
import { oneTimeCodes } from '#main/system/one-time-codes.ts';
import { pairingExchange } from '#main/system/pairing-exchange.ts';
import { systemRandom } from '#main/system/random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ClientRef } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { SettingName } from '#shared/domain/settings.ts';
import { invariant } from '#shared/util/assert.ts';
import { ScriptedGateway } from '../gateway/scripted-gateway.ts';
import { silentLog } from '../log.ts';
import { ManualClock } from '../manual-clock.ts';
import { BrittleDisk } from '../store/brittle-store.ts';
import { hire } from './hire.ts';

/** Hashing that costs nothing. */
export const plainPasswords: PasswordHasher = {
  hash: (password) => Promise.resolve(`plain ${password}`),
  verify: (hash, password) => Promise.resolve(hash === `plain ${password}`),
};

export const SETUP_CODE = 'ABCD-EFGH';

/** A core on a real SQLite file, with a gateway and a clock that do as they are told. */
export class Office {
  readonly gateway = new ScriptedGateway();
  readonly directory: string;
  readonly clock: ManualClock;
  readonly store: Store;
  readonly files: MediaFiles;
  readonly core: RunningCore;

  readonly disk: BrittleDisk;

  private constructor(
    directory: string,
    clock: ManualClock,
    disk: BrittleDisk,
    store: Store,
    files: MediaFiles,
  ) {
    this.directory = directory;
    this.clock = clock;
    this.disk = disk;
    this.store = store;
    this.files = files;
    this.core = createCore({
      store,
      files,
      backups: openBackupFiles(directory),
      gateway: this.gateway,
      clock,
      random: systemRandom,
      passwords: plainPasswords,
      oneTimeCodes,
      pictures,
      pairing: pairingExchange,
      log: silentLog,
      whereabouts: () => ({ addresses: ['https://front-desk:7443'], fingerprint: 'AB:CD' }),
      setupCode: SETUP_CODE,
    });
  }

  /**
   * Opens the office anew, or again in the folder of an earlier one. `hasGaps`: messages wait for
   * each other as the default settings say; `hasOneSession`: nobody is signed in twice, likewise.
   */
  static async open(
    earlier?: Office,
    { hasGaps = false, hasOneSession = false } = {},
  ): Promise<Office> {
    const directory = earlier?.directory ?? (await mkdtemp(join(tmpdir(), 'deskline-office-')));
    const disk = new BrittleDisk();
    const store = disk.wrapStore(openStore({ directory, log: silentLog }));
    const files = disk.wrapFiles(openMediaFiles({ directory: join(directory, 'media') }));
    const clock = earlier?.clock ?? new ManualClock();
    if (earlier === undefined) await choose(store, clock, { hasGaps, hasOneSession });
    const office = new Office(directory, clock, disk, store, files);
    await office.core.start();
    return office;
  }

  async close(): Promise<void> {
    await this.core.stop();
    await this.store.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The first one becomes the admin. */
  async hire(...names: string[]): Promise<Agent[]> {
    for (const name of names) {
      const admin = this.store.read.agents.all()[0];
      const password = 'correct horse';
      if (admin === undefined) {
        await this.core.accounts.setup({ code: SETUP_CODE, name, password }, 'test');
      } else {
        await hire(this.core, { name, password, role: 'agent' }, admin);
      }
    }
    return names.map((name) => {
      const agent = this.store.read.agents.byName(name);
      invariant(agent !== null, `${name} was hired`);
      return agent;
    });
  }

  /** Resolves with the first fact, from now on, that `is` accepts. */
  async until(is: (fact: Commit['entries'][number]['fact']) => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const unsubscribe = this.core.sync.on(({ entries }) => {
        if (!entries.some(({ fact }) => is(fact))) return;
        unsubscribe();
        resolve();
      });
    });
  }

  /** A commit later: everything emitted before is stored. */
  async settled(): Promise<void> {
    await this.store.write(() => undefined);
  }

  conversations(): Conversation[] {
    const anyone = (this.store.read.agents.all()[0]?.id ?? 1) as Agent['id'];
    return (['all', 'closed'] as const)
      .flatMap(
        (view) => this.store.read.conversations.page(view, { agentId: anyone }, null, 200).items,
      )
      .sort((a, b) => b.lastAt - a.lastAt || b.id - a.id);
  }

  messages(conversation = this.conversations()[0]): Message[] {
    invariant(conversation !== undefined, 'there is a conversation');
    return this.store.read.messages.newest(conversation.id, 200);
  }

  /** What a reply of an agent looks like whose screen shows the conversation as it is now. */
  reply(agent: Agent, text: string, conversation = this.conversations()[0], ref = newRef()) {
    invariant(conversation !== undefined, 'there is a conversation');
    return this.core.handlers['reply.send'](
      {
        conversationId: conversation.id,
        epoch: conversation.epoch,
        lastSeenMessageId: conversation.lastCustomerMessageId,
        clientRef: ref,
        body: { kind: 'text', text },
      },
      agent,
    );
  }
}

export function newRef(): ClientRef {
  return systemRandom.token(12) as ClientRef;
}

/**
 * The clock of a test stands still: messages that wait for each other would wait for ever. Most
 * tests have people at several screens.
 */
async function choose(
  store: Store,
  clock: ManualClock,
  { hasGaps, hasOneSession }: { readonly hasGaps: boolean; readonly hasOneSession: boolean },
): Promise<void> {
  const gaps: readonly SettingName[] = hasGaps ? [] : ['outbox.minGapMs', 'outbox.jitterMs'];
  await new Ledger(store, clock).write(({ record }) => {
    for (const name of gaps) record({ kind: 'settings.changed', name, before: 0, after: 0 });
    const name: SettingName = 'sessions.severalDevices';
    if (!hasOneSession) record({ kind: 'settings.changed', name, before: false, after: true });
  });
}
