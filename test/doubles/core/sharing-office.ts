import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, Seq, TagId, WaAddress } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { incoming } from '../gateway/incoming.ts';
import { Office } from './office.ts';

/** An office that shares out what waits: Ana, an admin who gets none, Ben and Cleo, customers. */
export class SharingOffice {
  office: Office;
  readonly ana: Agent;
  readonly ben: Agent;
  readonly cleo: Agent;

  private constructor(office: Office, [ana, ben, cleo]: readonly Agent[]) {
    this.office = office;
    this.ana = ana!;
    this.ben = ben!;
    this.cleo = cleo!;
  }

  /** In turn, unless the test says otherwise. */
  static async open(): Promise<SharingOffice> {
    const office = await Office.open();
    const sharing = new SharingOffice(office, await office.hire('Ana', 'Ben', 'Cleo'));
    office.gateway.connect();
    await sharing.set('routing.includesAdmins', false);
    await sharing.set('routing.mode', 'round-robin');
    return sharing;
  }

  get handlers() {
    return this.office.core.handlers;
  }

  async restart(): Promise<void> {
    await this.office.close();
    this.office = await Office.open(this.office);
    this.office.gateway.connect();
    await this.office.settled();
  }

  async set(name: SettingName, value: SettingValue): Promise<void> {
    const changed = await this.handlers['settings.change']({ name, value }, this.ana);
    if (!changed.ok) throw new Error(changed.message);
    await this.settled();
  }

  async saveTag(name: string): Promise<TagId> {
    const tag = { id: null, name, colour: 'blue', isRetired: false } as const;
    const saved = await this.handlers['tag.save']({ tag }, this.ana);
    if (!saved.ok) throw new Error(saved.message);
    return saved.value.tag.id;
  }

  async change(
    { id: agentId }: Agent,
    wanted: Omit<CommandParams<'agent.change'>, 'agentId'>,
  ): Promise<void> {
    const changed = await this.handlers['agent.change']({ agentId, ...wanted }, this.ana);
    if (!changed.ok) throw new Error(changed.message);
    await this.settled();
  }

  async sitsDown(agent: Agent): Promise<Screen> {
    const { presence } = this.office.core;
    const online = this.office.until(
      (fact) => fact.kind === 'agent.status-changed' && fact.agentId === agent.id,
    );
    const wasExpected = presence.statusOf(agent.id) === 'online';
    const screen = presence.connected(agent.id, `screen of ${agent.name}`);
    if (!wasExpected) await online;
    await this.settled();
    return screen;
  }

  /** One message of each, a second apart. */
  async write(...customers: number[]): Promise<void> {
    for (const customer of customers) {
      const address = addressOf(customer);
      const contact = { address, addresses: [address], phone: `+491510000${customer}` };
      const message = incoming('Hello?', { contact, at: this.office.clock.now() });
      this.office.gateway.emit({ type: 'message', message });
      await this.settled();
      await this.pass(1_000);
    }
  }

  chat(customer: number): Conversation {
    const found = this.office
      .conversations()
      .find(({ contact }) => contact.address === addressOf(customer));
    if (!found) throw new Error(`Customer ${customer} never wrote.`);
    return found;
  }

  owners(...customers: number[]): (AgentId | null)[] {
    return customers.map((customer) => this.chat(customer).ownerId);
  }

  async tag(customer: number, tagId: TagId, isOn = true): Promise<void> {
    const { id: conversationId } = this.chat(customer);
    await this.handlers['conversation.tag']({ conversationId, tagId, isOn }, this.ana);
    await this.settled();
  }

  async claims(agent: Agent, customer: number): Promise<void> {
    const { id: conversationId, epoch } = this.chat(customer);
    await this.handlers['conversation.claim']({ conversationId, epoch }, agent);
    await this.settled();
  }

  async closes(agent: Agent, customer: number): Promise<void> {
    const { id: conversationId, epoch, lastCustomerMessageId } = this.chat(customer);
    await this.handlers['conversation.close'](
      { conversationId, epoch, lastSeenMessageId: lastCustomerMessageId },
      agent,
    );
    await this.settled();
  }

  async answers(agent: Agent, customer: number): Promise<void> {
    const sent = await this.office.reply(agent, 'Good morning', this.chat(customer));
    if (!sent.ok) throw new Error(sent.message);
    await this.settled();
  }

  /** Back to the queue, or into that of a topic. */
  async putsBack(agent: Agent, customer: number, tagId?: TagId): Promise<void> {
    const { id: conversationId, epoch } = this.chat(customer);
    const to =
      tagId === undefined ? ({ type: 'queue' } as const) : ({ type: 'tag', tagId } as const);
    await this.handlers['conversation.transfer']({ conversationId, epoch, to, note: null }, agent);
    await this.settled();
  }

  async pass(ms: number): Promise<void> {
    await this.office.clock.advance(ms);
    await this.settled();
  }

  /** What is decided because of a commit is stored after it. */
  async settled(): Promise<void> {
    await this.office.settled();
    await this.office.settled();
  }

  facts(): JournalEntry['fact'][] {
    return this.office.store.read.journal.after(0 as Seq, 10_000).map(({ fact }) => fact);
  }

  transfers() {
    return this.facts().flatMap((fact) => (fact.kind === 'conversation.transferred' ? [fact] : []));
  }

  reasons(): string[] {
    return this.transfers().map(({ why }) => why);
  }
}

const addressOf = (customer: number): WaAddress => `491510000${customer}@c.us` as WaAddress;
