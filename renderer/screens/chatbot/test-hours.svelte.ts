import type { HubClient } from '#shared/client/types.ts';
import type { BotHours } from '#shared/domain/bot/run.ts';
import { weekOf } from '#shared/domain/bot/week-of-office.ts';
import { isOpenAt, nextChange } from '#shared/domain/hours/questions.ts';
import { timetableOf } from '#shared/domain/hours/timetable.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';

/** The office's hours as the test chat tells them. */
export class TestHours {
  #answer = $state.raw<CommandResult<'hours.get'> | null>(null);
  readonly #client: HubClient;

  constructor(client: HubClient) {
    this.#client = client;
  }

  async load(): Promise<void> {
    const reply = await this.#client.command('hours.get', {});
    if (reply.ok) this.#answer = reply.value;
  }

  at(isOpen: boolean): BotHours {
    const answer = this.#answer;
    if (answer === null) return { isOpen, opensAt: null, timeZone: 'UTC', week: null };
    const { office, own, override, hostTimeZone } = answer;
    const since = 0;
    const overrides = override === null ? [] : [{ ...override, since }];
    const hours = { office, own, overrides };
    const times = timetableOf(hours, hostTimeZone).office;
    const now = this.#client.hostNow();
    const next = nextChange(times, now);
    // While it is open in truth, the opening after its next closing.
    const opening = isOpenAt(times, now) && next !== null ? nextChange(times, next.at) : next;
    return { ...weekOf(hours, hostTimeZone), isOpen, opensAt: opening?.at ?? null };
  }
}
