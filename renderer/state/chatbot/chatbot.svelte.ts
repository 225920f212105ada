import type { CommandFailure, CommandReply, HubClient } from '#shared/client/types.ts';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import type { BotCover } from '#shared/domain/bot/cover.ts';
import type { Flow, FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import { labelKey } from '#shared/domain/labels.ts';
import type { ReplicaFeed } from '../replica-feed.ts';
import { FlowEditing } from './flow-editing.svelte.ts';
import type { OfficeOfFlow } from './flow-editing.svelte.ts';

/** The office's chatbot, for an admin's screen. What is edited stays until it is saved or dropped. */
export class OfficeChatbot {
  flows = $state.raw<readonly SavedFlow[]>([]);
  cover = $state.raw<BotCover>(NO_COVER);
  isLoaded = $state(false);
  hasFailed = $state(false);
  readonly #client: HubClient;
  readonly #office: OfficeOfFlow;
  readonly #editing = new Map<FlowId | 'new', FlowEditing>();
  #turn: Promise<void> = Promise.resolve();
  /** Flows with changes that are not saved. */
  unsaved = $state.raw<ReadonlySet<FlowId | 'new'>>(new Set());

  constructor(client: HubClient, feed: ReplicaFeed, office: OfficeOfFlow) {
    this.#client = client;
    this.#office = office;
    feed.on(({ slices }) => {
      const isNews = slices.has('chatbot') || slices.has('all');
      if (isNews && this.isLoaded) void this.load();
    });
  }

  async load(): Promise<void> {
    const reply = await this.#client.command('bot.get', {});
    this.hasFailed = !reply.ok;
    if (!reply.ok) return;
    this.flows = reply.value.flows;
    this.cover = reply.value.cover;
    this.isLoaded = true;
    for (const editing of this.#editing.values()) editing.follow(this.find(editing.id));
  }

  find(id: FlowId | null): SavedFlow | null {
    return this.flows.find((each) => each.id === id) ?? null;
  }

  /** Begun once, it goes on wherever one comes back to it; null: there is no such flow. */
  editing(id: FlowId | 'new'): FlowEditing | null {
    const known = this.#editing.get(id);
    if (known) return known;
    const saved = id === 'new' ? null : this.find(id);
    return saved === null ? null : this.#begin(saved.id, saved.flow, saved);
  }

  /** Something that is not saved yet. */
  draft(flow: Flow): FlowEditing {
    return this.#begin('new', { ...flow, name: this.freeName(flow.name) }, null);
  }

  drop(id: FlowId | 'new'): void {
    this.#editing.delete(id);
    this.#note(id, false);
  }

  /** "Closed", or "Closed 2" where there is one already. */
  freeName(name: string): string {
    const taken = new Set(this.flows.map(({ flow }) => labelKey(flow.name)));
    let number = 1;
    const numbered = () => (number === 1 ? name : `${name.slice(0, 56)} ${number}`);
    while (taken.has(labelKey(numbered()))) number += 1;
    return numbered();
  }

  async save(
    flowId: FlowId | null,
    baseVersion: number,
    flow: Flow,
  ): Promise<CommandReply<'bot.save'>> {
    const reply = await this.#client.command('bot.save', { flowId, baseVersion, flow });
    if (reply.ok) this.#put(reply.value.saved);
    return reply;
  }

  async versions(flowId: FlowId): Promise<CommandReply<'bot.versions'>> {
    return this.#client.command('bot.versions', { flowId });
  }

  async restore(flowId: FlowId, version: number): Promise<CommandReply<'bot.restore'>> {
    const reply = await this.#client.command('bot.restore', { flowId, version });
    if (reply.ok) {
      this.drop(flowId);
      this.#put(reply.value.saved);
    }
    return reply;
  }

  async remove(flowId: FlowId): Promise<CommandFailure | null> {
    const reply = await this.#client.command('bot.remove', { flowId });
    if (!reply.ok) return reply;
    this.drop(flowId);
    this.flows = this.flows.filter(({ id }) => id !== flowId);
    return null;
  }

  /**
   * Changes of the cover, each begun when the one before is through: who chooses a flow and
   * switches it on at once means the flow that was just chosen.
   */
  inTurn(change: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(change, change);
    return this.#turn;
  }

  async change(cover: BotCover): Promise<CommandFailure | null> {
    const reply = await this.#client.command('bot.cover', { cover });
    if (!reply.ok) return reply;
    this.cover = reply.value.cover;
    return null;
  }

  get hasUnsaved(): boolean {
    return this.unsaved.size > 0;
  }

  #begin(id: FlowId | 'new', flow: Flow, saved: SavedFlow | null): FlowEditing {
    const editing = new FlowEditing(flow, saved, this.#office, (isChanged) =>
      this.#note(id, isChanged),
    );
    this.#editing.set(id, editing);
    if (id === 'new') this.#note(id, true);
    return editing;
  }

  #put(saved: SavedFlow): void {
    const others = this.flows.filter(({ id }) => id !== saved.id);
    this.flows = [...others, saved].sort((a, b) => a.id - b.id);
  }

  #note(id: FlowId | 'new', isChanged: boolean): void {
    if (this.unsaved.has(id) === isChanged) return;
    const unsaved = new Set(this.unsaved);
    if (isChanged) unsaved.add(id);
    else unsaved.delete(id);
    this.unsaved = unsaved;
  }
}
