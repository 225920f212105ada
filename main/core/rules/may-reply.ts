import { BOT_MANNERS } from '#shared/domain/bot/limits.ts';
import { isLoop, withHeard } from '#shared/domain/bot/loop-guard.ts';
import type { BotRun } from '#shared/domain/bot/run.ts';
import { isTalking } from '#shared/domain/bot/part.ts';
import { wordsOf } from '#shared/domain/content-words.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Message } from '#shared/domain/message.ts';
import type { RuleHindrance } from '#shared/domain/rules/facts.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import { hasSaidEnough, isOfMachine } from '../bot/may-begin.ts';
import type { Reads } from '../ports/reads.ts';

const LOOK_BACK = 100;
const DAY_MS = 24 * 60 * 60_000;
/** Closing, too, ends an episode: two machines that thank each other would never stop. */
const MOST_IN_A_DAY = 3;

interface Asked {
  readonly ruleId: RuleId;
  readonly now: number;
  /** When the message was written that it answers; null: it answers none. */
  readonly writtenAt: number | null;
  readonly evenWhenOwned: boolean;
}

/** As `null`, but nothing that anybody has to know of. */
type Quiet = 'quiet';

/** Why a rule does not reply in this chat now; null: it does. */
export function replyHindrance(
  read: Pick<Reads, 'messages'>,
  conversation: Conversation,
  asked: Asked,
): RuleHindrance | Quiet | null {
  if (isSilentIn(conversation, asked)) return 'quiet';
  const { now, writtenAt, ruleId } = asked;
  if (writtenAt !== null && now - writtenAt > BOT_MANNERS.freshMs) return 'late';
  const recent = read.messages.newest(conversation.id, LOOK_BACK);
  if (hasSaidEnough(recent, now)) return 'too-many';
  const own = recent.filter((each) => {
    const { author, at } = each;
    const isOwn = author.type === 'bot' && author.rule?.id === ruleId;
    return isOwn && isOfMachine(each) && now - at < DAY_MS;
  });
  if (own.length >= MOST_IN_A_DAY) return 'too-many';
  return isLoop(heardOf(recent), 0) ? 'loop' : null;
}

/** Whether it has no say in this chat, as far as the chat itself tells. */
export function isSilentIn(
  { contact, bot, ownerId, rules }: Pick<Conversation, 'contact' | 'bot' | 'ownerId' | 'rules'>,
  { ruleId, evenWhenOwned }: Pick<Asked, 'ruleId' | 'evenWhenOwned'>,
): boolean {
  if (contact.isBlocked || isTalking(bot)) return true;
  const isOfPerson = ownerId !== null || bot?.phase === 'person';
  return (isOfPerson && !evenWhenOwned) || (rules?.replied.includes(ruleId) ?? false);
}

function heardOf(recent: readonly Message[]): BotRun['heard'] {
  return recent
    .filter(({ author, isImported }) => author.type === 'contact' && !isImported)
    .reduce<BotRun['heard']>(
      (heard, { content, at }) => withHeard(heard, wordsOf(content).text ?? '', at),
      [],
    );
}
