import type { HubClient, CommandReply } from '#shared/client/types.ts';
import type { DefinedField } from '#shared/domain/defined-fields.ts';
import type { AgentId, OutcomeId, QuickReplyId, TagId } from '#shared/domain/ids.ts';
import { NO_LABELS } from '#shared/domain/labels.ts';
import type { Labels, Outcome, Tag } from '#shared/domain/labels.ts';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** The office's tags and outcomes. */
export class OfficeLabels {
  /** Retired ones included: they stay where they were used. */
  all = $state.raw<Labels>(NO_LABELS);
  readonly #client: HubClient;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.all = client.replica.labels;
    feed.on(({ slices }) => {
      if (slices.has('labels') || slices.has('all')) this.all = client.replica.labels;
    });
  }

  /** What can be chosen, by name. */
  get tags(): readonly Tag[] {
    return this.all.tags.filter(({ isRetired }) => !isRetired).sort(byName);
  }

  get outcomes(): readonly Outcome[] {
    return this.all.outcomes.filter(({ isRetired }) => !isRetired);
  }

  /** What can be filled in, in its order. */
  get contactFields(): readonly DefinedField[] {
    return this.all.contactFields.filter(({ isRetired }) => !isRetired);
  }

  /** What people can choose to be seen as, by name. */
  get ownStatuses(): readonly OwnStatus[] {
    return this.all.ownStatuses.filter(({ isRetired }) => !isRetired).sort(byName);
  }

  tag(id: TagId): Tag | null {
    return this.all.tags.find((tag) => tag.id === id) ?? null;
  }

  outcome(id: OutcomeId | null): Outcome | null {
    return this.all.outcomes.find((outcome) => outcome.id === id) ?? null;
  }

  /** The team's, and those of the person at this screen. */
  quickRepliesFor(me: AgentId | null): readonly QuickReply[] {
    return this.all.quickReplies
      .filter(({ ownerId }) => ownerId === null || ownerId === me)
      .sort((a, b) => a.shortcut.localeCompare(b.shortcut));
  }

  /** `seen`: what is being changed, as it was shown; null: it is new. */
  async saveTag(
    tag: CommandParams<'tag.save'>['tag'],
    seen: Tag | null,
  ): Promise<CommandReply<'tag.save'>> {
    return this.#client.command('tag.save', { tag, ...(seen === null ? {} : { seen }) });
  }

  async saveOutcome(
    outcome: CommandParams<'outcome.save'>['outcome'],
    seen: Outcome | null,
  ): Promise<CommandReply<'outcome.save'>> {
    return this.#client.command('outcome.save', { outcome, ...(seen === null ? {} : { seen }) });
  }

  async saveQuickReply(
    quickReply: CommandParams<'quick-reply.save'>['quickReply'],
    seen: QuickReply | null,
  ): Promise<CommandReply<'quick-reply.save'>> {
    const params = { quickReply, ...(seen === null ? {} : { seen }) };
    return this.#client.command('quick-reply.save', params);
  }

  async removeQuickReply(quickReplyId: QuickReplyId): Promise<CommandReply<'quick-reply.remove'>> {
    return this.#client.command('quick-reply.remove', { quickReplyId });
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name);
}
