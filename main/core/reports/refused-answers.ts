import type { Fact } from '#shared/domain/journal.ts';
import type { DeliveryState, Message } from '#shared/domain/message.ts';
import { PHONE } from '#shared/domain/reports/rows.ts';
import type { Sender } from '#shared/domain/reports/rows.ts';
import type { EpisodeRow, WaitRow } from '../ports/report-rows.ts';
import type { Tx } from '../ports/store.ts';
import { firstOf, waitOf } from './answers.ts';

type StateChanged = Extract<Fact, { kind: 'message.state-changed' }>;

/** How many messages further on the answer is looked for that the customer did get. */
const LOOK_AHEAD = 200;
const ARRIVED: ReadonlySet<DeliveryState> = new Set(['sent', 'delivered', 'read', 'played']);
const UNANSWERED = {
  firstAt: null,
  firstDay: null,
  firstBy: null,
  firstMessageId: null,
  firstMs: null,
  firstOpenMs: null,
} as const;

/**
 * What did not reach the customer was not sent and answered nothing. `message` is as it was before.
 * What may have reached them counts until somebody says that it has not.
 */
export function followDelivery(tx: Tx, fact: StateChanged, message: Message): void {
  if (message.author.type !== 'agent' || message.content.kind === 'note') return;
  const wasRefused = message.state === 'refused';
  if (fact.state === 'refused') {
    if (!wasRefused) takeBack(tx, fact, message);
    return;
  }
  const place = wasRefused ? tx.reports.unsettled(message.id) : null;
  if (place !== null) tx.reports.addSent(place, 1);
  if (ARRIVED.has(fact.state) && !ARRIVED.has(message.state)) tx.reports.settle(message.id);
}

function takeBack(tx: Tx, fact: StateChanged, message: Message): void {
  const place = tx.reports.unsettled(message.id);
  if (place === null) return;
  tx.reports.addSent(place, -1);
  const row = tx.reports.episode(place.episodeId);
  if (row === null) return;
  const wait = tx.reports.waitEndedBy(message.id);
  const later = wait === null ? null : nextAnswer(tx, message, row);
  let next: EpisodeRow = { ...row, agentId: lastSender(tx, message, row) };
  if (wait !== null) {
    tx.reports.removeWait(wait.id);
    const instead = later === null || fact.waitingSince !== undefined ? null : later;
    const moved = instead === null ? null : movedTo(tx, row, wait, instead);
    if (row.firstMessageId === message.id) {
      next = { ...next, ...(moved === null ? UNANSWERED : firstOf(moved)) };
    }
  }
  tx.reports.updateEpisode(next);
}

/**
 * The customer waited until a later answer, which may have ended a wait of its own. That is counted
 * anew: by the office's hours and the conversation's tags as they are now.
 */
function movedTo(tx: Tx, row: EpisodeRow, wait: WaitRow, answer: Message): WaitRow {
  const own = tx.reports.waitEndedBy(answer.id);
  if (own !== null) tx.reports.removeWait(own.id);
  const sender = senderOf(answer);
  const tags = tx.conversations.get(answer.conversationId)?.tags ?? [];
  const moved = waitOf(
    tx,
    own?.id ?? wait.id,
    row,
    { tags },
    {
      since: wait.startedAt,
      sender,
      message: answer,
    },
  );
  tx.reports.putWait(moved);
  return moved;
}

function nextAnswer(tx: Tx, message: Message, row: EpisodeRow): Message | null {
  const later = tx.messages.after(message, LOOK_AHEAD);
  return later.find((each) => isAnswerIn(row, each)) ?? null;
}

function lastSender(tx: Tx, message: Message, row: EpisodeRow): Sender | null {
  const all = tx.messages.newest(message.conversationId, LOOK_AHEAD);
  const last = all.findLast((each) => each.id !== message.id && isAnswerIn(row, each));
  return last === undefined ? null : senderOf(last);
}

function isAnswerIn({ startedAt, endedAt }: EpisodeRow, message: Message): boolean {
  const { author, content, state, at } = message;
  if (author.type !== 'agent' && author.type !== 'phone') return false;
  if (content.kind === 'note' || content.kind === 'call' || content.kind === 'system') return false;
  return state !== 'refused' && at >= startedAt && (endedAt === null || at <= endedAt);
}

function senderOf({ author }: Message): Sender {
  return author.type === 'agent' ? author.agentId : PHONE;
}
