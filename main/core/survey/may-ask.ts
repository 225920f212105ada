import type { Conversation } from '#shared/domain/conversation.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { EpisodeRow } from '../ports/report-rows.ts';
import type { Reads } from '../ports/reads.ts';
import type { Survey } from '../ports/records.ts';
import type { Tx } from '../ports/store.ts';

type Closed = Extract<Fact, { readonly kind: 'conversation.closed' }>;

const DAY_MS = 24 * 60 * 60_000;

/** The episode about which the customer is to be asked after this close by a person; null: none. */
export function episodeToAskAbout(
  tx: Tx,
  { outcomeId }: Closed,
  conversation: Conversation,
  { ask, onlyAnswered, everyDays }: Settings['survey'],
  now: number,
): EpisodeRow | null {
  if (ask === 'never' || (ask === 'with-outcome' && outcomeId === undefined)) return null;
  const { id, state, contact } = conversation;
  if (state !== 'closed' || contact.isBlocked) return null;
  const episode = tx.reports.lastEnded(id);
  if (episode === null || (onlyAnswered && episode.firstAt === null)) return null;
  // Whom we wrote to without a word of theirs has nothing to judge.
  if (tx.messages.fromContactSince(id, episode.startedAt).count === 0) return null;
  if (tx.surveys.of(episode.id) !== null) return null;
  const last = lastAskedOf(tx, conversation)?.askedAt ?? null;
  return last === null || now - last >= everyDays * DAY_MS ? episode : null;
}

/** The last question to this customer, also in what was merged into their chat. */
export function lastAskedOf(read: Reads, { id }: Conversation): Survey | null {
  return [id, ...read.merges.under(id).map(({ goneId }) => goneId)]
    .flatMap((each) => read.surveys.lastAsked(each) ?? [])
    .reduce<Survey | null>(
      (last, each) => ((last?.askedAt ?? -1) >= (each.askedAt ?? 0) ? last : each),
      null,
    );
}

export function isSurvey(read: Pick<Reads, 'surveys'>, { id, author }: Message): boolean {
  return author.type === 'bot' && read.surveys.byMessage(id) !== null;
}

/** Nothing is missing any more of what customers wrote while WhatsApp was away. */
export function isCaughtUp({ marks }: Pick<Reads, 'marks'>): boolean {
  return marks.get('gap-after') === null;
}
