import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { TagId } from '#shared/domain/ids.ts';
import type { Tag } from '#shared/domain/labels.ts';
import type { Desk } from './desk.svelte.ts';
import { explainHandling } from './handling-actions.ts';
import { toneOf } from './problems.ts';

const COLOURS: readonly Tag['colour'][] = [
  'blue',
  'green',
  'orange',
  'purple',
  'teal',
  'pink',
  'yellow',
  'red',
  'grey',
];

export async function putTag(
  desk: Desk,
  { id: conversationId }: Pick<Conversation, 'id'>,
  tagId: TagId,
  isOn: boolean,
): Promise<void> {
  const reply = await desk.client.command('conversation.tag', { conversationId, tagId, isOn });
  if (!reply.ok) desk.toasts.show(explainHandling(desk, reply), toneOf(reply));
}

/** Null: it could not be made, and the person was told why. */
export async function createTag(desk: Desk, name: string): Promise<Tag | null> {
  const colour = leastUsedColour(desk.labels.all.tags);
  const reply = await desk.labels.saveTag({ id: null, name, colour, isRetired: false }, null);
  if (reply.ok) return reply.value.tag;
  desk.toasts.show(explainLabel(desk, reply), 'bad');
  return null;
}

/** So that tags made one after the other can be told apart. */
export function leastUsedColour(tags: readonly Pick<Tag, 'colour'>[]): Tag['colour'] {
  const uses = (colour: Tag['colour']) => tags.filter((tag) => tag.colour === colour).length;
  return COLOURS.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}

export function explainLabel(desk: Desk, failure: CommandFailure): string {
  return failure.code === 'name-taken' ? t.handling.tags.taken : explainHandling(desk, failure);
}
