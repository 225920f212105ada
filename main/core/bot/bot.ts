import type { Conversation } from '#shared/domain/conversation.ts';
import { botTurn } from '#shared/domain/bot/engine.ts';
import { BOT_MANNERS } from '#shared/domain/bot/limits.ts';
import { isTalking } from '#shared/domain/bot/part.ts';
import type { BotEvent } from '#shared/domain/bot/run.ts';
import { wordsOf } from '#shared/domain/content-words.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Arrival } from '../inbox/receive.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { currentOf } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';
import type { StoredRun } from '../ports/records.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { carryOut } from './carry-out.ts';
import { contextOf } from './context.ts';
import type { BotsHours } from './context.ts';
import { isTalk, mayBegin } from './may-begin.ts';
import { silenceBot } from './silence.ts';
import type { WeekOfOffice } from '#shared/domain/bot/week-of-office.ts';

export interface BotNeeds {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly settings: CurrentSettings;
  readonly hours: BotsHours;
  readonly week: () => WeekOfOffice;
  /** A customer who comes back goes to somebody who is there and knows them. */
  readonly isForLastOwner: (
    read: Reads,
    conversation: Conversation,
    silentSince: number,
  ) => boolean;
}

/** More than one bot writes in a row. */
const LOOK_BACK = 10;

/**
 * The chatbot in the conversations. It decides in the unit of work that stores what it answers, so
 * that nothing is answered twice or forgotten, whatever ends the host in between.
 */
export class Bot {
  readonly #needs: BotNeeds;

  constructor(needs: BotNeeds) {
    this.#needs = needs;
  }

  /** A message was stored in this unit. `isAnswered`: a rule has seen to it, so that it begins nothing. */
  readonly heard = (unit: Unit, message: Message, arrival: Arrival, isAnswered = false): void => {
    if (arrival === 'import') return;
    const { conversationId: id } = message;
    if (message.author.type === 'phone' || message.author.type === 'agent') silenceBot(unit, id);
    if (message.author.type !== 'contact' || !isTalk(message)) return;
    const conversation = currentOf(unit, id);
    if (isTalking(conversation.bot)) this.#goOn(unit, conversation, message);
    else if (!isAnswered) this.#begin(unit, conversation, message);
  };

  /** Time has come for those who wait. */
  passTime(unit: Unit): void {
    const now = this.#needs.clock.now();
    for (const stored of unit.tx.bot.due(now)) {
      const conversation = currentOf(unit, stored.conversationId);
      // What was to be said while the host was off is not said hours later.
      const isLate = now - (stored.run?.due ?? 0) > BOT_MANNERS.freshMs;
      if (isLate || conversation.contact.isBlocked) end(unit, conversation.id, 'lost');
      else this.#turn(unit, conversation, stored, { type: 'due' });
    }
  }

  /** Who talked with it because nobody was there waits for the people who are there now. */
  giveBackToOffice(unit: Unit): void {
    const now = this.#needs.clock.now();
    for (const { conversationId } of unit.tx.bot.runs()) {
      const { bot, tags } = currentOf(unit, conversationId);
      if (bot?.period == null) continue;
      if (this.#needs.hours.isOpenAt(now, tags)) silenceBot(unit, conversationId, 'opened');
    }
  }

  #begin(unit: Unit, conversation: Conversation, message: Message): void {
    const { clock, hours, isForLastOwner } = this.#needs;
    const beginning = mayBegin(unit.tx, conversation, message, { clock, hours });
    if (beginning === null) return;
    const [before] = unit.tx.messages.newest(conversation.id, 2);
    const cameBack = before !== undefined && before.id !== message.id;
    if (cameBack && isForLastOwner(unit.tx, conversation, before.at)) return;
    const { saved, period } = beginning;
    const { id: flowId, version, flow } = saved;
    const { id: conversationId } = conversation;
    const began = { kind: 'bot.began', conversationId, flowId, version, period } as const;
    unit.record({ ...began, flow: flow.name });
    const stored = { conversationId, flowId, version, run: null };
    this.#turn(unit, conversation, stored, { type: 'begin', text: textOf(message) });
  }

  #goOn(unit: Unit, conversation: Conversation, message: Message): void {
    const stored = unit.tx.bot.run(conversation.id);
    if (stored === null) return end(unit, conversation.id, 'lost');
    // Not even sent yet, it cannot be what the customer answers.
    const isEarly = unit.tx.messages
      .newest(conversation.id, LOOK_BACK)
      .some(({ author, state }) => author.type === 'bot' && state === 'queued');
    const event = { type: 'message', text: textOf(message), isEarly } as const;
    this.#turn(unit, conversation, stored, event);
  }

  #turn(unit: Unit, conversation: Conversation, stored: StoredRun, event: BotEvent): void {
    const { clock, hours, week, settings } = this.#needs;
    const saved = unit.tx.bot.version(stored.flowId, stored.version);
    if (saved === null) return end(unit, conversation.id, 'lost');
    const now = clock.now();
    const office = settings.current().office.name;
    const world = { now, hours, week: week(), office };
    const context = contextOf(conversation.contact, conversation.tags, world);
    const turn = botTurn(saved.flow, stored.run, event, context);
    carryOut(unit, conversation.id, turn, now);
  }
}

function end({ record }: Unit, conversationId: ConversationId, why: 'lost'): void {
  record({ kind: 'bot.ended', conversationId, why });
}

function textOf({ content }: Message): string {
  return wordsOf(content).text ?? '';
}
