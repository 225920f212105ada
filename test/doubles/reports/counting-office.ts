import { Temporal } from '@js-temporal/polyfill';
import { deactivateHandler } from '#main/core/accounts/leaving.ts';
import type { CommandHandlers } from '#main/core/api.ts';
import { storeMessage } from '#main/core/inbox/receive.ts';
import { Ledger } from '#main/core/journal/ledger.ts';
import { labelHandlers } from '#main/core/labels/label-commands.ts';
import { recordState } from '#main/core/outbox/state-change.ts';
import { ownershipHandlers } from '#main/core/ownership/ownership-handlers.ts';
import type { MediaFiles } from '#main/core/ports/media-files.ts';
import type { Store } from '#main/core/ports/store.ts';
import { Preferences } from '#main/core/settings/preferences.ts';
import { Surveys } from '#main/core/survey/surveys.ts';
import { sendReplyHandler } from '#main/core/replies/send-reply.ts';
import { systemRandom } from '#main/system/random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { FlowId } from '#shared/domain/bot/flow.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ALWAYS_OPEN } from '#shared/domain/hours/plan.ts';
import type { OfficePlan } from '#shared/domain/hours/plan.ts';
import type { AgentId, MessageId, OutcomeId, TagId, WaAddress } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { DeliveryState, Message } from '#shared/domain/message.ts';
import type { AgentStatus, StatusReason } from '#shared/domain/presence.ts';
import { invariant } from '#shared/util/assert.ts';
import { newRef } from '../core/office.ts';
import { incoming } from '../gateway/incoming.ts';
import { ManualClock } from '../manual-clock.ts';

type Handlers = ReturnType<typeof ownershipHandlers> & ReturnType<typeof labelHandlers>;

const noFiles: MediaFiles = {
  put: () => Promise.reject(new Error('nobody sends a file here')),
  path: () => Promise.resolve(null),
};

const REASONS: Record<AgentStatus, StatusReason> = {
  online: 'connected',
  'on-break': 'chosen',
  away: 'chosen',
  offline: 'signed-out',
};

export interface Closing {
  readonly outcomeId?: OutcomeId;
  readonly value?: number;
}

/**
 * A desk whose time is what a test says: the real commands on a real journal, and no timers that
 * would have to run for weeks.
 */
export class CountingOffice {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: ManualClock;
  readonly handlers: Handlers;
  readonly timeZone: string;
  readonly #surveys: Surveys;
  readonly #reply: CommandHandlers['reply.send'];

  constructor(store: Store, timeZone = 'Europe/Berlin') {
    this.store = store;
    this.timeZone = timeZone;
    this.clock = new ManualClock(0);
    this.ledger = new Ledger(store, this.clock);
    const { ledger, clock } = this;
    const needs = { ledger, clock, random: systemRandom };
    this.handlers = { ...ownershipHandlers(needs), ...labelHandlers(ledger) };
    const settings = new Preferences(ledger);
    this.#surveys = new Surveys({ isConnected: () => true, settings, clock });
    ledger.follow({ follow: this.#surveys.follow, failed: raise });
    this.#reply = sendReplyHandler({ ledger, clock, files: noFiles });
  }

  /** What clocks in the office show from now on, as `2026-03-23 09:00`. */
  at(shown: string): this {
    const there = Temporal.PlainDateTime.from(shown.replace(' ', 'T'));
    return this.setTime(there.toZonedDateTime(this.timeZone).epochMilliseconds);
  }

  setTime(at: number): this {
    this.clock.jump(at - this.clock.now());
    return this;
  }

  record(fact: Fact, by: AgentId | null = null): Promise<void> {
    return this.ledger.write((unit) => unit.record(fact, by));
  }

  async hire(...names: string[]): Promise<Agent[]> {
    const agents: Agent[] = [];
    for (const name of names) {
      const agent = await this.ledger.write(({ tx, record }) => {
        const id = tx.nextId('agent') as AgentId;
        const role = id === 1 ? 'admin' : 'agent';
        const made: Agent = { id, name, role, skills: [], capacity: null, isDeactivated: false };
        record({ kind: 'agent.added', agent: made });
        return made;
      });
      agents.push(agent);
    }
    return agents;
  }

  plan(change: Partial<OfficePlan>): Promise<void> {
    const before = this.store.read.hours.get().office;
    const after = { ...ALWAYS_OPEN, timeZone: this.timeZone, ...change };
    return this.record({ kind: 'hours.office-changed', before, after });
  }

  async outcome(admin: Agent, name: string, isWon: boolean): Promise<OutcomeId> {
    const outcome = { id: null, name, isWon, isRetired: false };
    const saved = await this.handlers['outcome.save']({ outcome }, admin);
    invariant(saved.ok, `${name} is an outcome`);
    return saved.value.outcome.id;
  }

  async tag(admin: Agent, name: string): Promise<TagId> {
    const tag = { id: null, name, colour: 'blue', isRetired: false } as const;
    const saved = await this.handlers['tag.save']({ tag }, admin);
    invariant(saved.ok, `${name} is a tag`);
    return saved.value.tag.id;
  }

  /** They come and go by their screens; what is between, they choose. */
  becomes(agent: Agent, status: AgentStatus, since?: number): Promise<void> {
    const why = REASONS[status];
    const fact = { kind: 'agent.status-changed', agentId: agent.id, status, why } as const;
    return this.record(since === undefined ? fact : { ...fact, since });
  }

  chat(customer: string): Conversation {
    const found = this.find(customer);
    invariant(found !== null, `${customer} has written`);
    return found;
  }

  find(customer: string): Conversation | null {
    const contact = this.store.read.contacts.byAddresses([addressOf(customer)]);
    return contact === null ? null : this.store.read.conversations.byContact(contact.id);
  }

  /** `late`: written then, and found when the host is back at the office's present time. */
  async writes(customer: string, late: { readonly at?: number } = {}): Promise<void> {
    const at = late.at ?? this.clock.now();
    const message = incoming('Hello', { at, contact: contactOf(customer) });
    const arrival = late.at === undefined ? 'live' : 'catch-up';
    await this.ledger.write((unit) => void storeMessage(unit, message, arrival));
  }

  /** Customers are asked after every close from now on; see `asks`. */
  async surveys(): Promise<void> {
    const changed = { kind: 'settings.changed', before: '' } as const;
    await this.record({ ...changed, name: 'survey.ask', after: 'every-close' });
    await this.record({ ...changed, name: 'survey.everyDays', after: 0 });
  }

  /** Questions whose time has come are asked, and reach the customers unless `state` says otherwise. */
  async asks(state: DeliveryState = 'sent'): Promise<void> {
    await this.ledger.write((unit) => this.#surveys.passTime(unit));
    for (const { id, author } of this.store.read.messages.inState(['queued'])) {
      if (author.type === 'bot') await this.delivery(id, state);
    }
  }

  /** The customer writes this number and nothing else. */
  async rates(customer: string, score: number): Promise<void> {
    const at = this.clock.now();
    const message = incoming(String(score), { at, contact: contactOf(customer) });
    await this.ledger.write((unit) => void storeMessage(unit, message, 'live'));
  }

  async writesBeforeLink(customer: string): Promise<void> {
    const message = incoming('Hello', { at: this.clock.now(), contact: contactOf(customer) });
    await this.ledger.write((unit) => void storeMessage(unit, message, 'import'));
  }

  async onPhone(customer: string): Promise<void> {
    const message = incoming('Hi', {
      at: this.clock.now(),
      from: 'us',
      contact: contactOf(customer),
    });
    await this.ledger.write((unit) => void storeMessage(unit, message, 'live'));
  }

  /** Whoever answers a chat that nobody has claims it; it is sent at once. Null: may not. */
  async replies(agent: Agent, customer: string, isSent = true): Promise<Message | null> {
    const { id, epoch, lastCustomerMessageId } = this.chat(customer);
    const answered = await this.#reply(
      {
        conversationId: id,
        epoch,
        lastSeenMessageId: lastCustomerMessageId,
        clientRef: newRef(),
        body: { kind: 'text', text: 'Yes' },
      },
      agent,
    );
    if (!answered.ok) return null;
    const { message } = answered.value;
    if (isSent) await this.delivery(message.id, 'sent');
    return message;
  }

  async delivery(id: MessageId, state: DeliveryState): Promise<void> {
    await this.ledger.write((unit) => {
      const message = unit.tx.messages.get(id);
      invariant(message !== null, 'it is stored');
      recordState(unit, message, { state });
    });
  }

  claim(agent: Agent, customer: string) {
    return this.handlers['conversation.claim'](this.#asked(customer), agent);
  }

  close(agent: Agent, customer: string, closing: Closing = {}) {
    const { lastCustomerMessageId: lastSeenMessageId } = this.chat(customer);
    const params = { ...this.#asked(customer), lastSeenMessageId, ...closing };
    return this.handlers['conversation.close'](params, agent);
  }

  undo(agent: Agent, customer: string) {
    return this.handlers['conversation.undo'](this.#asked(customer), agent);
  }

  transfer(agent: Agent, customer: string, to: Agent | null) {
    const target =
      to === null ? ({ type: 'queue' } as const) : ({ type: 'agent', agentId: to.id } as const);
    const params = { ...this.#asked(customer), to: target, note: null };
    return this.handlers['conversation.transfer'](params, agent);
  }

  tagWith(agent: Agent, customer: string, tagId: TagId, isOn = true) {
    const { id: conversationId } = this.chat(customer);
    return this.handlers['conversation.tag']({ conversationId, tagId, isOn }, agent);
  }

  leaves(admin: Agent, agent: Agent, chatsTo: Agent) {
    const to = { type: 'agent', agentId: chatsTo.id } as const;
    const leave = deactivateHandler(this.ledger, this.clock, () => {});
    return leave({ agentId: agent.id, chatsTo: to }, admin);
  }

  botBegins(customer: string): Promise<void> {
    const { id: conversationId } = this.chat(customer);
    const talk = { flowId: 1 as FlowId, version: 1, flow: 'Evenings', period: null } as const;
    return this.record({ kind: 'bot.began', conversationId, ...talk });
  }

  #asked(customer: string) {
    const { id: conversationId, epoch } = this.chat(customer);
    return { conversationId, epoch };
  }
}

function raise(error: unknown): void {
  throw error;
}

function contactOf(customer: string) {
  const address = addressOf(customer);
  return { address, addresses: [address], whatsappName: customer };
}

/** Each letter is somebody of their own. */
export function addressOf(customer: string): WaAddress {
  const digits = [...customer].map((letter) => String(letter.codePointAt(0) ?? 0)).join('');
  return `4915${digits.padStart(8, '0')}@c.us` as WaAddress;
}
