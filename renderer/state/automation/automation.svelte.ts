import type { CommandFailure, CommandReply, HubClient } from '#shared/client/types.ts';
import { labelKey } from '#shared/domain/labels.ts';
import { RULE_LIMITS } from '#shared/domain/rules/limits.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { Rule, SavedRule } from '#shared/domain/rules/rule.ts';
import type { ReplicaFeed } from '../replica-feed.ts';
import { RuleEditing } from './rule-editing.svelte.ts';
import type { OfficeOfRules } from './rule-editing.svelte.ts';

/** The office's rules, for an admin's screen. What is edited stays until it is saved or dropped. */
export class Automation {
  all = $state.raw<readonly SavedRule[]>([]);
  isLoaded = $state(false);
  hasFailed = $state(false);
  /** Rules with changes that are not saved. */
  unsaved = $state.raw<ReadonlySet<RuleId | 'new'>>(new Set());
  readonly #client: HubClient;
  readonly #office: OfficeOfRules;
  readonly #editing = new Map<RuleId | 'new', RuleEditing>();

  constructor(client: HubClient, feed: ReplicaFeed, office: OfficeOfRules) {
    this.#client = client;
    this.#office = office;
    feed.on(({ slices }) => {
      const isNews = slices.has('rules') || slices.has('all');
      if (isNews && this.isLoaded) void this.load();
    });
  }

  get hasUnsaved(): boolean {
    return this.unsaved.size > 0;
  }

  async load(): Promise<void> {
    const reply = await this.#client.command('rules.get', {});
    this.hasFailed = !reply.ok;
    if (!reply.ok) return;
    this.all = reply.value.rules;
    this.isLoaded = true;
    for (const editing of this.#editing.values()) editing.follow(this.find(editing.id));
  }

  find(id: RuleId | null): SavedRule | null {
    return this.all.find((each) => each.id === id) ?? null;
  }

  /** Begun once, it goes on wherever one comes back to it; null: there is no such rule. */
  editing(id: RuleId | 'new'): RuleEditing | null {
    const known = this.#editing.get(id);
    if (known) return known;
    const saved = id === 'new' ? null : this.find(id);
    return saved === null ? null : this.#begin(saved.id, saved.rule, saved);
  }

  /** Something that is not saved yet. */
  draft(rule: Rule): RuleEditing {
    return this.#begin('new', { ...rule, name: this.freeName(rule.name) }, null);
  }

  drop(id: RuleId | 'new'): void {
    this.#editing.delete(id);
    this.#note(id, false);
  }

  /** "Invoices", or "Invoices 2" where there is one already. */
  freeName(name: string, others: readonly string[] = []): string {
    const taken = new Set([...this.all.map(({ rule }) => rule.name), ...others].map(labelKey));
    let number = 1;
    const numbered = () =>
      number === 1 ? name : `${name.slice(0, RULE_LIMITS.nameLength - 5)} ${number}`;
    while (taken.has(labelKey(numbered()))) number += 1;
    return numbered();
  }

  async save(
    ruleId: RuleId | null,
    baseVersion: number,
    rule: Rule,
  ): Promise<CommandReply<'rules.save'>> {
    const reply = await this.#client.command('rules.save', { ruleId, baseVersion, rule });
    if (reply.ok) this.#put(reply.value.saved);
    return reply;
  }

  async add(rules: readonly Rule[]): Promise<CommandReply<'rules.add'>> {
    const reply = await this.#client.command('rules.add', { rules: [...rules] });
    if (reply.ok) for (const saved of reply.value.saved) this.#put(saved);
    return reply;
  }

  async remove(ruleId: RuleId): Promise<CommandFailure | null> {
    const reply = await this.#client.command('rules.remove', { ruleId });
    if (!reply.ok) return reply;
    this.drop(ruleId);
    this.all = this.all.filter(({ id }) => id !== ruleId);
    return null;
  }

  async restore(ruleId: RuleId): Promise<CommandFailure | null> {
    const reply = await this.#client.command('rules.restore', { ruleId });
    if (!reply.ok) return reply;
    await this.load();
    return null;
  }

  /** One place up or down. */
  async move(ruleId: RuleId, by: -1 | 1): Promise<CommandFailure | null> {
    const before = this.all;
    const index = before.findIndex(({ id }) => id === ruleId);
    const [rule, other] = [before[index], before[index + by]];
    if (rule === undefined || other === undefined) return null;
    this.all = before.with(index, other).with(index + by, rule);
    const order = this.all.map(({ id }) => id);
    const reply = await this.#client.command('rules.order', { order });
    if (reply.ok) return null;
    await this.load();
    return reply;
  }

  try(rule: Rule): Promise<CommandReply<'rules.try'>> {
    return this.#client.command('rules.try', { rule });
  }

  #begin(id: RuleId | 'new', rule: Rule, saved: SavedRule | null): RuleEditing {
    const editing = new RuleEditing(rule, saved, this.#office, (isChanged) =>
      this.#note(id, isChanged),
    );
    this.#editing.set(id, editing);
    if (id === 'new') this.#note(id, true);
    return editing;
  }

  #put(saved: SavedRule): void {
    const index = this.all.findIndex(({ id }) => id === saved.id);
    this.all = index < 0 ? [...this.all, saved] : this.all.with(index, saved);
  }

  #note(id: RuleId | 'new', isChanged: boolean): void {
    if (this.unsaved.has(id) === isChanged) return;
    const unsaved = new Set(this.unsaved);
    if (isChanged) unsaved.add(id);
    else unsaved.delete(id);
    this.unsaved = unsaved;
  }
}
