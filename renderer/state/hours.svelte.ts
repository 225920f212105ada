import type { CommandFailure, CommandReply, HubClient } from '#shared/client/types.ts';
import { NO_HOURS, workingNow } from '#shared/domain/hours/now.ts';
import type { HoursNow, OpenNow } from '#shared/domain/hours/now.ts';
import { isSameOwner } from '#shared/domain/hours/plan.ts';
import type { HoursOwner, OfficePlan, Override, OwnPlan } from '#shared/domain/hours/plan.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Whether the office is open and who works now; for admins also the plans behind it. */
export class OfficeHours {
  now = $state.raw<HoursNow>(NO_HOURS);
  /** Null until `load`; afterwards kept current. */
  plans = $state.raw<CommandResult<'hours.get'> | null>(null);
  readonly #client: HubClient;
  #asked = 0;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.now = client.replica.hours;
    feed.on(({ slices }) => {
      if (!slices.has('hours') && !slices.has('all')) return;
      this.now = client.replica.hours;
      if (this.plans !== null) void this.load();
    });
  }

  /** Whether this person's hours are now; null where nobody has any hours. */
  of(agentId: AgentId): OpenNow | null {
    return this.now.isSet ? workingNow(this.now, agentId) : null;
  }

  own(owner: HoursOwner): OwnPlan | null {
    return this.plans?.own.find((each) => isSameOwner(each.owner, owner))?.plan ?? null;
  }

  /** Null: they are there and stay current. */
  async load(): Promise<CommandFailure | null> {
    const asked = ++this.#asked;
    const reply = await this.#client.command('hours.get', {});
    if (!reply.ok) return reply;
    // The last one asked for is the newest.
    if (asked === this.#asked) this.plans = reply.value;
    return null;
  }

  /** `seen`: on what the change builds; what is there by now is shown when it is something else. */
  async save(
    plan: Partial<OfficePlan>,
    seen: OfficePlan | undefined = this.plans?.office,
  ): Promise<CommandReply<'hours.save'>> {
    const based = seen === undefined ? {} : { seen };
    const reply = await this.#client.command('hours.save', { plan, ...based });
    if (!reply.ok && reply.code === 'changed') await this.load();
    if (reply.ok && this.plans) this.plans = { ...this.plans, office: reply.value.after };
    return reply;
  }

  async saveOwn(owner: HoursOwner, plan: OwnPlan | null): Promise<CommandReply<'hours.save-own'>> {
    return this.#client.command('hours.save-own', { owner, plan });
  }

  async override(override: Override | null): Promise<CommandReply<'hours.override'>> {
    return this.#client.command('hours.override', { override });
  }
}
