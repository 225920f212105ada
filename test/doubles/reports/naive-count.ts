import { Temporal } from '@js-temporal/polyfill';
import type { OfficePlan } from '#shared/domain/hours/plan.ts';
import { weekdays } from '#shared/domain/hours/week.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';

/**
 * What a journal comes to, found out as naively as can be: by telling the story of each conversation
 * from its first entry to its last, and looking at all of it afterwards. It knows nothing of how the
 * product counts, and nothing of merged contacts.
 */
export interface Told {
  readonly start: number;
  readonly isFirst: boolean;
  end: { at: number; how: 'closed' | 'silence' | 'phone'; outcomeId: number | null } | null;
  /** Since when the customer waited when it ended. */
  left: number | null;
  plan: OfficePlan;
  hasBot: boolean;
  /** The customer was asked how satisfied they are: who had closed it, and what they said. */
  asked: { readonly at: number; readonly by: number; score: number | null } | null;
  readonly sends: Send[];
}

interface Send {
  readonly id: number;
  readonly at: number;
  /** 0: the phone. */
  readonly by: number;
  /** Since when the customer had waited for it. */
  since: number | null;
  plan: OfficePlan;
  /** The hours by which a wait is counted that goes on to a later answer; `order` in the journal. */
  refusal: { readonly order: number; readonly plan: OfficePlan } | null;
  /** It being refused, the customer waited on for it, as everybody could see. */
  waitsAgain: boolean;
}

interface Chat {
  episodes: Told[];
  isOpen: boolean;
  isOwned: boolean;
  waiting: number | null;
  lastAt: number;
  closedBy: number | null;
}

export interface Answer {
  readonly by: number;
  readonly since: number;
  readonly at: number;
  readonly plan: OfficePlan;
  readonly isFirst: boolean;
}

export function tell(entries: readonly JournalEntry[], start: OfficePlan): Told[] {
  const chats = new Map<number, Chat>();
  let plan = start;
  for (const { fact, at, seq, by: doer } of entries) {
    if (fact.kind === 'hours.office-changed') plan = fact.after;
    if (!('conversationId' in fact)) continue;
    const chat = chats.get(fact.conversationId) ?? newChat();
    chats.set(fact.conversationId, chat);
    const begin = (when: number) => {
      chat.isOpen = true;
      chat.episodes.push({
        start: when,
        isFirst: chat.episodes.length === 0,
        end: null,
        left: null,
        plan,
        hasBot: false,
        asked: null,
        sends: [],
      });
    };
    const current = chat.episodes.at(-1);
    switch (fact.kind) {
      case 'message.received':
        if (!chat.isOpen) begin(fact.message.at);
        chat.waiting = Math.min(chat.waiting ?? fact.message.at, fact.message.at);
        chat.lastAt = Math.max(chat.lastAt, fact.message.at);
        break;
      case 'conversation.claimed':
      case 'conversation.transferred':
        if (!chat.isOpen) begin(at);
        chat.isOwned = fact.kind === 'conversation.claimed' || fact.toId !== null;
        break;
      case 'message.queued':
      case 'message.observed': {
        const { message } = fact;
        const by = message.author.type === 'agent' ? message.author.agentId : 0;
        if (message.author.type !== 'agent' && message.author.type !== 'phone') break;
        const since = chat.waiting;
        const send = { id: message.id, at: message.at, by, since, plan };
        current?.sends.push({ ...send, refusal: null, waitsAgain: false });
        if (message.at >= chat.lastAt) {
          chat.waiting = null;
          if (by === 0 && chat.isOpen && !chat.isOwned) {
            chat.isOpen = false;
            if (current) {
              current.end = { at: message.at, how: 'phone', outcomeId: null };
              current.plan = plan;
            }
          }
        }
        chat.lastAt = Math.max(chat.lastAt, message.at);
        break;
      }
      case 'message.state-changed': {
        const send = chat.episodes
          .flatMap(({ sends }) => sends)
          .find(({ id }) => id === fact.messageId);
        if (send && fact.state === 'refused') send.refusal ??= { order: seq, plan };
        if (fact.waitingSince === undefined || !send) break;
        send.waitsAgain = true;
        chat.waiting = Math.min(chat.waiting ?? fact.waitingSince, fact.waitingSince);
        if (!chat.isOpen && current) {
          chat.isOpen = true;
          chat.isOwned = false;
          current.end = null;
          current.left = null;
        }
        break;
      }
      case 'conversation.closed':
        chat.isOpen = false;
        chat.isOwned = false;
        if (current) {
          const how = fact.isSilent ? 'silence' : 'closed';
          current.end = { at, how, outcomeId: fact.outcomeId ?? null };
          current.left = chat.waiting;
          current.plan = plan;
        }
        chat.waiting = null;
        chat.closedBy = doer;
        break;
      case 'survey.asked':
        if (current) current.asked = { at, by: chat.closedBy ?? 0, score: null };
        break;
      case 'survey.dropped':
        if (current) current.asked = null;
        break;
      case 'message.noted': {
        // Nothing but a number that was asked for reopens no closed chat.
        const { content, author } = fact.message;
        const isScore = author.type === 'contact' && content.kind === 'text';
        if (isScore && current?.asked) current.asked.score = Number(content.text);
        break;
      }
      case 'conversation.undone':
        if (fact.what === 'close') {
          chat.isOpen = true;
          if (current) {
            current.end = null;
            current.left = null;
          }
        }
        chat.isOwned = fact.ownerId !== null;
        chat.waiting = fact.waitingSince;
        break;
      case 'bot.began':
        if (current) current.hasBot = true;
        break;
      default:
    }
  }
  return [...chats.values()].flatMap(({ episodes }) => episodes);
}

function newChat(): Chat {
  return { episodes: [], isOpen: false, isOwned: false, waiting: null, lastAt: 0, closedBy: null };
}

/**
 * What reached the customer and was waited for. An answer that counts instead of refused ones is
 * counted when the last of those was refused.
 */
export function answersOf({ sends }: Told): Answer[] {
  const answers: Answer[] = [];
  let carried: number | null = null;
  let latest: Send['refusal'] = null;
  for (const send of sends) {
    if (send.refusal !== null) {
      if (!send.waitsAgain && send.since !== null) {
        carried = Math.min(carried ?? send.since, send.since);
        if (latest === null || send.refusal.order > latest.order) latest = send.refusal;
      }
      continue;
    }
    const since = carried === null ? send.since : Math.min(carried, send.since ?? carried);
    const plan: OfficePlan = latest?.plan ?? send.plan;
    carried = null;
    latest = null;
    if (since === null) continue;
    answers.push({ by: send.by, since, at: send.at, plan, isFirst: answers.length === 0 });
  }
  return answers;
}

const MINUTE = 60_000;
const known = new Map<string, { weekday: string; shown: string }>();

/** Milliseconds of opening hours; looks at the clock on the wall, minute by minute. */
export function openTime(plan: OfficePlan, from: number, to: number): number {
  let open = 0;
  let next: number;
  for (let at = from; at < to; at = next) {
    const minute = Math.floor(at / MINUTE);
    next = Math.min(to, (minute + 1) * MINUTE);
    const key = `${plan.timeZone ?? ''} ${minute}`;
    let wall = known.get(key);
    if (wall === undefined) {
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(
        plan.timeZone ?? 'UTC',
      );
      const weekday = weekdays[there.dayOfWeek - 1] ?? 'monday';
      wall = { weekday, shown: there.toPlainTime().toString().slice(0, 5) };
      known.set(key, wall);
    }
    const { weekday, shown } = wall;
    const spans = plan.week === null ? null : plan.week[weekday as 'monday'];
    if (spans === null || spans.some((span) => span.from <= shown && shown < span.to))
      open += next - at;
  }
  return open;
}
