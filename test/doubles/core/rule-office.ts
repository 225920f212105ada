import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId, OutcomeId, TagId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { Rule, SavedRule } from '#shared/domain/rules/rule.ts';
import { BotOffice } from './bot-office.ts';

/** An office with rules: that of the chatbot's tests, with what rules need besides. */
export class RuleOffice {
  readonly bots: BotOffice;

  private constructor(bots: BotOffice) {
    this.bots = bots;
  }

  static async open(at: 'open' | 'closed' = 'open'): Promise<RuleOffice> {
    return new RuleOffice(await BotOffice.open(at));
  }

  get handlers() {
    return this.bots.office.core.handlers;
  }

  get ana(): Agent {
    return this.bots.ana;
  }

  get ben(): Agent {
    return this.bots.ben;
  }

  async tag(name: string): Promise<TagId> {
    const tag = { id: null, name, colour: 'blue', isRetired: false } as const;
    const saved = await this.handlers['tag.save']({ tag }, this.ana);
    if (!saved.ok) throw new Error(saved.message);
    return saved.value.tag.id;
  }

  async outcome(name: string): Promise<OutcomeId> {
    const outcome = { id: null, name, isWon: false, isRetired: false };
    const saved = await this.handlers['outcome.save']({ outcome }, this.ana);
    if (!saved.ok) throw new Error(saved.message);
    return saved.value.outcome.id;
  }

  async save(rule: Rule, known: SavedRule | null = null): Promise<SavedRule> {
    const params = { ruleId: known?.id ?? null, baseVersion: known?.version ?? 0, rule };
    const saved = await this.handlers['rules.save'](params, this.ana);
    if (!saved.ok) throw new Error(`${saved.code}: ${JSON.stringify(saved)}`);
    await this.bots.settled();
    return saved.value.saved;
  }

  async rules(): Promise<readonly SavedRule[]> {
    const got = await this.handlers['rules.get']({}, this.ana);
    if (!got.ok) throw new Error(got.message);
    return got.value.rules;
  }

  async puts(tagId: TagId, isOn = true, customer = 1): Promise<void> {
    const { id: conversationId } = this.bots.chat(customer);
    await this.handlers['conversation.tag']({ conversationId, tagId, isOn }, this.ben);
    await this.bots.settled();
  }

  async try(rule: Rule) {
    const tried = await this.handlers['rules.try']({ rule }, this.ana);
    if (!tried.ok) throw new Error(`${tried.code}: ${JSON.stringify(tried)}`);
    return tried.value;
  }

  /** Somebody's screen is there, so that chats may be given to them. */
  async isHere(agent: Agent): Promise<void> {
    this.bots.office.core.presence.connected(agent.id, `screen of ${agent.name}`);
    await this.bots.settled();
  }

  messages(customer = 1): Message[] {
    return this.bots.office.messages(this.bots.chat(customer));
  }

  notes(customer = 1): string[] {
    return this.messages(customer).flatMap(({ content }) =>
      content.kind === 'note' ? [content.text] : [],
    );
  }

  acted(rule?: RuleId) {
    return this.bots
      .facts('rule.acted')
      .filter(({ ruleId }) => rule === undefined || ruleId === rule);
  }

  id(customer = 1): ConversationId {
    return this.bots.chat(customer).id;
  }
}
