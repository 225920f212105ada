import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import { Office } from './office.ts';

/** An office with Ana, an admin, and Ben, who comes and goes; what they are seen as is told. */
export class StaffedOffice {
  office: Office;
  readonly ana: Agent;
  readonly ben: Agent;
  /** Of Ben's session. */
  token = '';

  private constructor(office: Office, ana: Agent, ben: Agent) {
    this.office = office;
    this.ana = ana;
    this.ben = ben;
  }

  static async open(): Promise<StaffedOffice> {
    const office = await Office.open();
    const [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
    const staffed = new StaffedOffice(office, ana, ben);
    staffed.token = await staffed.signIn('Ben');
    return staffed;
  }

  async signIn(name: string): Promise<string> {
    const { accounts } = this.office.core;
    const result = await accounts.signIn({ name, password: 'correct horse' }, 'test');
    if (!result.ok) throw new Error(result.message);
    return result.value.token;
  }

  async connect(agent = this.ben, session = this.token): Promise<Screen> {
    const { presence, accounts } = this.office.core;
    const screen = presence.connected(agent.id, accounts.digest(session));
    await this.office.settled();
    return screen;
  }

  async lose(screen: Screen): Promise<void> {
    screen.release();
    await this.office.settled();
  }

  choose(status: AgentStatus, screen?: Screen) {
    return this.office.core.handlers['presence.set']({ status }, this.ben, screen);
  }

  async leaveAlone(screen: Screen, isIdle = true): Promise<void> {
    await this.office.core.handlers['presence.idle']({ isIdle }, this.ben, screen);
    await this.office.settled();
  }

  async signOut(): Promise<void> {
    await this.office.core.accounts.signOut(this.token);
    await this.office.settled();
  }

  /** The host is off for so long. */
  async restart(offSeconds: number): Promise<void> {
    const before = this.office;
    await before.close();
    before.clock.sleep(offSeconds * 1_000);
    this.office = await Office.open(before);
    await this.office.settled();
  }

  seconds(count: number): Promise<void> {
    return this.office.clock.advance(count * 1_000);
  }

  status(agent = this.ben) {
    return this.office.core.presence.statusOf(agent.id);
  }

  facts() {
    return this.office.store.read.journal.after(0 as Seq, 1_000).flatMap(({ at, by, fact }) => {
      return fact.kind === 'agent.status-changed' ? [{ at, by, ...fact }] : [];
    });
  }

  changes(): string[] {
    return this.facts().map(({ status, why }) => `${status} (${why})`);
  }
}
