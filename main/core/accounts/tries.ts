import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import {
  isLock,
  LONGEST_LOCK_MS,
  TRIES_FORGOTTEN_MS,
  waitAfter,
} from '#shared/domain/sign-in-tries.ts';
import type { TriesOf } from '#shared/domain/sign-in-tries.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import type { Locked, TooManyTries } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { StoredTries } from '../ports/records.ts';
import type { Clock, Log, Random } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Who tries, and from where; `device`: the digest of one that its person has signed in on before. */
export interface Trier {
  readonly name: string;
  readonly agent: Agent | null;
  readonly address: string;
  readonly device: string | null;
}

/** A try that is looked at; it counts as a wrong one until it turns out to be right. */
export interface Attempt {
  readonly keys: readonly string[];
}

const NAME_LENGTH = 60;
/** Made-up names and addresses must not fill the memory: the oldest of them goes. */
const MOST_KEPT = 10_000;

/**
 * Wrong tries to sign in: they slow down, then lock, for an account and for a device each by
 * themselves, also across restarts of the host.
 */
export class Tries {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  readonly #known = new Map<string, StoredTries>();
  readonly #ends = new Map<string, () => void>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
    const stored = needs.ledger.read.tries.all();
    for (const tries of stored) {
      if (!this.#isForgotten(tries) || tries.isLocked) this.#known.set(tries.key, tries);
      if (tries.isLocked) this.#waitForEnd(tries);
    }
    if (this.#known.size === stored.length) return;
    this.#tasks.start('forgetting old tries to sign in', () =>
      needs.ledger.write((unit) => this.#forgetOld(unit)),
    );
  }

  /** Counted before the password is looked at: a thousand tries at once are not a thousand looks. */
  take(trier: Trier): Result<Attempt, TooManyTries> {
    const budgets = this.#budgetsOf(trier);
    const waits = budgets.map(([key]) => this.#waitOf(key));
    const wait = Math.max(0, ...waits);
    if (wait > 0)
      return tooMany(
        wait,
        budgets.some(([key]) => this.#known.get(key)?.isLocked === true),
      );
    for (const [key, of] of budgets) this.#count(key, of, trier);
    return ok({ keys: budgets.map(([key]) => key) });
  }

  /** It was wrong: it is on disk, and on record when it locks. */
  async wrong({ keys }: Attempt): Promise<void> {
    const counted = keys.flatMap((key) => this.#known.get(key) ?? []);
    await this.#needs.ledger.write((unit) => {
      const { tx, record } = unit;
      this.#forgetOld(unit);
      for (const tries of counted) {
        tx.putTries(tries);
        if (!tries.isLocked) continue;
        const { of, name, address, until } = tries;
        record({ kind: 'sign-in.locked', ...whatOf(tries), what: WHAT[of], name, address, until });
      }
    });
    for (const tries of counted) if (tries.isLocked) this.#waitForEnd(tries);
  }

  /** It was right: what was wrong before is forgiven, but an address pays for its other names. */
  async right({ keys }: Attempt): Promise<void> {
    const gone = keys.filter((key) => this.#known.get(key)?.of !== 'address');
    const kept = keys.filter((key) => !gone.includes(key));
    const wasStored = gone.some((key) => (this.#known.get(key)?.wrong ?? 0) > 1);
    for (const key of gone) this.#known.delete(key);
    for (const key of kept) this.#takeBack(key);
    if (!wasStored) return;
    await this.#needs.ledger.write(({ tx }) => {
      for (const key of gone) tx.forgetTries(key);
    });
  }

  /** It was neither: something is still to be said. */
  forgive({ keys }: Attempt): void {
    for (const key of keys) this.#takeBack(key);
  }

  /** Whose account is locked, for an admin's screen. */
  locked(): readonly Locked[] {
    const now = this.#needs.clock.now();
    return [...this.#known.values()].flatMap(({ of, agentId, isLocked, until }) =>
      isLocked && agentId !== null && until > now && of !== 'address'
        ? [{ agentId, of, until }]
        : [],
    );
  }

  /** Within a unit of work: whatever was tried for them, and from where it was tried last. */
  unlock({ tx, record }: Unit, agentId: AgentId, by: AgentId | null): void {
    const theirs = [...this.#known.values()].filter((tries) => tries.agentId === agentId);
    const from = new Set(theirs.map(({ address }) => `address:${address}`));
    const all = [...theirs, ...[...from].flatMap((key) => this.#known.get(key) ?? [])];
    tx.forgetTriesOf(agentId);
    for (const tries of all) {
      tx.forgetTries(tries.key);
      this.#forget(tries.key);
      if (tries.isLocked) record(unlocked(tries), by);
    }
  }

  async stop(): Promise<void> {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
    await this.#tasks.idle();
  }

  /** Somebody's own device has a budget of its own, so that nobody else's tries are in its way. */
  #budgetsOf({ name, agent, address, device }: Trier): readonly (readonly [string, TriesOf])[] {
    if (agent !== null && device !== null) return [[`device:${agent.id}:${device}`, 'device']];
    const typed = this.#needs.random.digest(name.trim().toLocaleLowerCase());
    const account = agent === null ? `name:${typed}` : `account:${agent.id}`;
    const budgets: (readonly [string, TriesOf])[] = [[account, 'account']];
    if (address !== '') budgets.push([`address:${address}`, 'address']);
    return budgets;
  }

  #waitOf(key: string): number {
    const tries = this.#known.get(key);
    const { clock } = this.#needs;
    if (tries === undefined) return 0;
    if (this.#isForgotten(tries)) {
      this.#forget(key);
      return 0;
    }
    // A clock that was set back would otherwise make it days.
    return Math.min(tries.until - clock.now(), LONGEST_LOCK_MS);
  }

  #isForgotten({ triedAt }: StoredTries): boolean {
    return Math.abs(this.#needs.clock.now() - triedAt) > TRIES_FORGOTTEN_MS;
  }

  /** Made-up names must not fill the disk; what still locks is put on record first. */
  #forgetOld({ tx }: Unit): void {
    const now = this.#needs.clock.now();
    tx.forgetTriesOutside(now - TRIES_FORGOTTEN_MS, now + TRIES_FORGOTTEN_MS);
  }

  #count(key: string, of: TriesOf, { name, agent, address }: Trier): void {
    const at = this.#needs.clock.now();
    const wrong = (this.#known.get(key)?.wrong ?? 0) + 1;
    if (this.#known.size >= MOST_KEPT) this.#forgetOldest();
    this.#known.set(key, {
      key,
      of,
      agentId: of === 'address' ? null : (agent?.id ?? null),
      wrong,
      triedAt: at,
      until: at + waitAfter(of, wrong),
      isLocked: isLock(of, wrong),
      name: name.trim().slice(0, NAME_LENGTH),
      address,
    });
  }

  #forgetOldest(): void {
    for (const { key, agentId } of this.#known.values()) {
      if (agentId === null) return this.#forget(key);
    }
  }

  #takeBack(key: string): void {
    const tries = this.#known.get(key);
    if (tries === undefined) return;
    const wrong = tries.wrong - 1;
    if (wrong === 0) this.#known.delete(key);
    else this.#known.set(key, { ...tries, wrong, until: 0, isLocked: false });
  }

  #forget(key: string): void {
    this.#known.delete(key);
    this.#ends.get(key)?.();
    this.#ends.delete(key);
  }

  #waitForEnd({ key, until }: StoredTries): void {
    const { clock, ledger } = this.#needs;
    this.#ends.get(key)?.();
    const cancel = clock.after(Math.max(0, until - clock.now()), () => {
      this.#ends.delete(key);
      const tries = this.#known.get(key);
      if (tries?.isLocked !== true) return;
      const after = { ...tries, isLocked: false };
      this.#known.set(key, after);
      this.#tasks.start('noting the end of a lock-out', () =>
        ledger.write(({ tx, record }) => {
          tx.putTries(after);
          record(unlocked(tries));
        }),
      );
    });
    this.#ends.set(key, cancel);
  }
}

/** What the audit log calls it. */
const WHAT = { account: 'name', device: 'device', address: 'address' } as const;

const whatOf = ({ agentId }: StoredTries) => (agentId === null ? {} : { agentId });

function unlocked(tries: StoredTries): Fact {
  const { of, name, address } = tries;
  return { kind: 'sign-in.unlocked', ...whatOf(tries), what: WHAT[of], name, address };
}

function tooMany(ms: number, isLocked: boolean): TooManyTries {
  const retryAfter = Math.max(1, Math.ceil(ms / 1_000));
  return isLocked
    ? fail('locked', 'Too many wrong tries: locked for a while.', { retryAfter })
    : fail('too-many-attempts', 'Too many attempts; wait and try again.', { retryAfter });
}
