import type { Agent } from '#shared/domain/agent.ts';
import type { BotTime } from '#shared/domain/bot/cover.ts';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import type { Flow, SavedFlow } from '#shared/domain/bot/flow.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Seq, WaAddress } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import { incoming } from '../gateway/incoming.ts';
import { Office } from './office.ts';

/** In Berlin it is Thursday, 19:00: the office closed an hour ago and opens at nine. */
const EVENING_MS = 9 * 60 * 60_000;

/** An office with Ana, an admin, and Ben, that is open on weekdays from nine to six. */
export class BotOffice {
  office: Office;
  readonly ana: Agent;
  readonly ben: Agent;
  /** The host is off until the next `reopen`. */
  isOff = false;

  private constructor(office: Office, ana: Agent, ben: Agent) {
    this.office = office;
    this.ana = ana;
    this.ben = ben;
  }

  /** `at`: whether it is open when it begins. */
  static async open(at: BotTime): Promise<BotOffice> {
    const office = await Office.open();
    const [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
    const made = new BotOffice(office, ana, ben);
    await office.core.handlers['hours.save']({ plan: hours }, ana);
    if (at === 'closed') await office.clock.advance(EVENING_MS);
    office.gateway.connect();
    await office.settled();
    return made;
  }

  async set(name: SettingName, value: SettingValue): Promise<void> {
    await this.office.core.handlers['settings.change']({ name, value }, this.ana);
    await this.office.settled();
  }

  async save(flow: Flow): Promise<SavedFlow> {
    const params = { flowId: null, baseVersion: 0, flow };
    const saved = await this.office.core.handlers['bot.save'](params, this.ana);
    if (!saved.ok) throw new Error(`${saved.code}: ${JSON.stringify(saved)}`);
    return saved.value.saved;
  }

  /** Saves a flow and lets it answer at this time. */
  async covers(time: BotTime, flow: Flow): Promise<SavedFlow> {
    const saved = await this.save(flow);
    const before = this.office.store.read.bot.cover();
    const cover = { ...before, [time]: { isOn: true, flowId: saved.id } };
    const changed = await this.office.core.handlers['bot.cover']({ cover }, this.ana);
    if (!changed.ok) throw new Error(changed.message);
    return saved;
  }

  async switchOff(): Promise<void> {
    await this.office.core.handlers['bot.cover']({ cover: NO_COVER }, this.ana);
  }

  /** What a customer writes, and everything that follows at once. Ten seconds pass before it. */
  async writes(text: string, customer = 1, ago = 0): Promise<void> {
    await this.office.clock.advance(10_000);
    const address = addressOf(customer);
    const contact = {
      address,
      addresses: [address],
      phone: `+${address.split('@')[0] ?? ''}`,
      whatsappName: `Customer ${customer}`,
    };
    const at = Math.floor((this.office.clock.now() - ago) / 1_000) * 1_000;
    this.office.gateway.emit({ type: 'message', message: incoming(text, { contact, at }) });
    await this.settled();
  }

  /** Somebody answers on the phone. */
  async phoneWrites(text: string, customer = 1): Promise<void> {
    await this.office.clock.advance(10_000);
    const address = addressOf(customer);
    const contact = { address, addresses: [address] };
    const at = Math.floor(this.office.clock.now() / 1_000) * 1_000;
    const message = incoming(text, { contact, at, from: 'us' });
    this.office.gateway.emit({ type: 'message', message });
    await this.settled();
  }

  /** Everything that was begun is done, also what the outbox hands over. */
  async settled(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await this.office.settled();
      await this.office.clock.advance(0);
    }
  }

  async minutes(count: number): Promise<void> {
    await this.office.clock.advance(count * 60_000);
    await this.settled();
  }

  async reopen({ offMinutes = 0 } = {}): Promise<void> {
    await this.office.close();
    this.office.clock.sleep(offMinutes * 60_000);
    this.office = await Office.open(this.office);
    this.office.gateway.connect();
    await this.settled();
  }

  chat(customer = 1): Conversation {
    const found = this.office
      .conversations()
      .find(({ contact }) => contact.address === addressOf(customer));
    if (!found) throw new Error(`Customer ${customer} never wrote.`);
    return found;
  }

  /** The texts that the chatbot or rules wrote to a customer, in order, whatever became of them. */
  said(customer = 1): string[] {
    return this.office
      .messages(this.chat(customer))
      .filter(({ author, state }) => author.type === 'bot' && state !== 'refused')
      .filter(({ content }) => content.kind !== 'note')
      .map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
  }

  facts<K extends Fact['kind']>(kind: K): Extract<Fact, { kind: K }>[] {
    const entries = this.office.store.read.journal.after(0 as Seq, 10_000);
    return entries
      .map(({ fact }) => fact)
      .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
  }

  claim(agent = this.ben, customer = 1) {
    const { id: conversationId, epoch } = this.chat(customer);
    return this.office.core.handlers['conversation.claim']({ conversationId, epoch }, agent);
  }

  async answer(text: string, agent = this.ben, customer = 1): Promise<void> {
    const answered = await this.office.reply(agent, text, this.chat(customer));
    if (!answered.ok) throw new Error(answered.message);
    await this.settled();
  }

  async close(agent = this.ben, customer = 1): Promise<void> {
    const { id, epoch, lastCustomerMessageId } = this.chat(customer);
    const params = { conversationId: id, epoch, lastSeenMessageId: lastCustomerMessageId };
    const closed = await this.office.core.handlers['conversation.close'](params, agent);
    if (!closed.ok) throw new Error(closed.message);
    await this.settled();
  }
}

export function addressOf(customer: number): WaAddress {
  return `49151000${customer}@c.us` as WaAddress;
}

const day = [{ from: '09:00', to: '18:00' }];
const hours = {
  timeZone: 'Europe/Berlin',
  week: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: [],
    sunday: [],
  },
};
