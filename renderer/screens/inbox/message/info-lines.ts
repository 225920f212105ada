import { t } from '#renderer/i18n/index.ts';
import { authorName } from '#renderer/parts/author-name.ts';
import type { Colleagues } from '#renderer/parts/author-name.ts';
import type { Message } from '#shared/domain/message.ts';

interface InfoLine {
  readonly label: string;
  readonly at: number;
  readonly who: string;
}

/** What the message itself says of its life: before and after WhatsApp carried it. */
export function infoLines(
  { author, at, edits, reactions = [], votes = [], deletion }: Message,
  people: Colleagues,
  contactName: string,
): { readonly before: readonly InfoLine[]; readonly after: readonly InfoLine[] } {
  const { info } = t.actions;
  const label = author.type === 'contact' ? info.received : info.written;
  const after = reactions.map((reaction) => ({
    label: info.reacted(reaction.emoji),
    at: reaction.at,
    who: authorName(reaction.author, people, contactName),
  }));
  for (const vote of votes) {
    const label =
      vote.options.length > 0 ? info.voted(vote.options.join(', ')) : info.voteTakenBack;
    after.push({ label, at: vote.at, who: authorName(vote.author, people, contactName) });
  }
  if (edits) after.push({ label: info.edited, at: edits.at, who: '' });
  if (deletion) {
    const who = authorName(deletion.by, people, contactName);
    after.push({ label: info.deleted, at: deletion.at, who });
  }
  return {
    before: [{ label, at, who: authorName(author, people, contactName) }],
    after: after.sort((a, b) => a.at - b.at),
  };
}
