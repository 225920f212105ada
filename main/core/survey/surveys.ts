import { BOT_MANNERS } from '#shared/domain/bot/limits.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { UNDO_MS } from '#shared/domain/handling.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { SurveyFact } from '#shared/domain/survey/facts.ts';
import { scoreIn } from '#shared/domain/survey/score.ts';
import { surveyLanguage, surveyText } from '#shared/domain/survey/texts.ts';
import { say } from '../bot/carry-out.ts';
import type { Commit, Unit } from '../journal/ledger.ts';
import { recordState } from '../outbox/state-change.ts';
import type { Reads } from '../ports/reads.ts';
import type { Survey } from '../ports/records.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { isInTime, recordAnswer } from './answer.ts';
import { episodeToAskAbout, isCaughtUp } from './may-ask.ts';

const HOUR_MS = 60 * 60_000;

export interface SurveyNeeds {
  readonly isConnected: () => boolean;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
}

type Dropped = Extract<SurveyFact, { readonly kind: 'survey.dropped' }>['why'];

/**
 * Asks customers after a close how satisfied they are. The question leaves when the close cannot be
 * taken back any more, by way of the outbox and as the chatbot's, so that it ends no wait and is
 * nobody's answer.
 */
export class Surveys {
  readonly #needs: SurveyNeeds;

  constructor(needs: SurveyNeeds) {
    this.#needs = needs;
  }

  /** What a unit of work means for questions that are planned or asked. */
  readonly follow = (unit: Unit, { entries, changes }: Commit): void => {
    for (const entry of entries) this.#followEntry(unit, entry);
    for (const { before, after } of changes) {
      if (before?.state === 'closed' && after?.state !== 'closed') callBack(unit, before.id);
    }
  };

  #followEntry(unit: Unit, { fact, by }: JournalEntry): void {
    switch (fact.kind) {
      case 'conversation.closed':
        if (by !== null && fact.isSilent !== true && fact.rule === undefined) {
          this.#plan(unit, fact, by);
        }
        return;
      case 'message.state-changed': {
        if (fact.state !== 'refused') return;
        const survey = unit.tx.surveys.byMessage(fact.messageId);
        if (survey === null) return;
        return drop(unit, survey, this.#whyRefused(survey, fact.failure?.code === 'cancelled'));
      }
      case 'message.edited':
        return correct(unit, fact);
      case 'survey.answered':
        if (fact.before === null) this.#thank(unit, fact);
        return;
      default:
    }
  }

  /** Time has come for those that are planned. */
  passTime(unit: Unit): void {
    const now = this.#needs.clock.now();
    for (const survey of unit.tx.surveys.due(now)) {
      const why = this.#hindrance(unit.tx, survey, now);
      if (why !== null) drop(unit, survey, why);
      else if (this.#needs.isConnected() && isCaughtUp(unit.tx)) this.#ask(unit, survey, now);
    }
  }

  #plan(
    unit: Unit,
    fact: Parameters<typeof episodeToAskAbout>[1],
    closedBy: Survey['closedBy'],
  ): void {
    const { tx, record } = unit;
    const { clock, settings } = this.#needs;
    const { conversationId } = fact;
    const conversation = tx.conversations.get(conversationId);
    if (conversation === null) return;
    const now = clock.now();
    const { survey } = settings.current();
    const episode = episodeToAskAbout(tx, fact, conversation, survey, now);
    if (episode === null) return;
    const plan = { episodeId: episode.id, closedBy, dueAt: now + UNDO_MS };
    record({ kind: 'survey.planned', conversationId, ...plan });
  }

  #hindrance(read: Reads, { conversationId, dueAt }: Survey, now: number): Dropped | null {
    if (this.#needs.settings.current().survey.ask === 'never') return 'switched-off';
    if (now - dueAt > BOT_MANNERS.freshMs) return 'late';
    const conversation = read.conversations.get(conversationId);
    if (conversation?.state !== 'closed') return 'went-on';
    return conversation.contact.isBlocked ? 'blocked' : null;
  }

  #ask(unit: Unit, { conversationId, episodeId }: Survey, now: number): void {
    const { tx, record } = unit;
    const texts = tx.labels.get().surveyTexts;
    const language = languageOf(tx, conversationId);
    const text = surveyText(texts, 'question', language);
    const messageId = say(unit, conversationId, { kind: 'text', text }, now);
    const answerBy = now + this.#needs.settings.current().survey.answerHours * HOUR_MS;
    const asked = { episodeId, messageId, language, answerBy };
    record({ kind: 'survey.asked', conversationId, ...asked });
  }

  /** Not hours later, when it was found after an absence. */
  #thank(
    unit: Unit,
    { conversationId, episodeId, messageId }: Extract<SurveyFact, { kind: 'survey.answered' }>,
  ): void {
    const { tx, record } = unit;
    const now = this.#needs.clock.now();
    const answer = tx.messages.get(messageId);
    const survey = tx.surveys.of(episodeId);
    if (answer === null || now - answer.at > BOT_MANNERS.freshMs || survey === null) return;
    const text = surveyText(tx.labels.get().surveyTexts, 'thanks', survey.language ?? '');
    if (text === '' || survey.phase === 'over') return;
    say(unit, conversationId, { kind: 'text', text }, now, (id) =>
      record({ kind: 'survey.thanked', conversationId, episodeId, messageId: id }),
    );
  }

  #whyRefused({ askedAt }: Survey, isCancelled: boolean): Dropped {
    if (!isCancelled) return 'not-sent';
    return this.#needs.clock.now() - (askedAt ?? 0) > BOT_MANNERS.freshMs ? 'late' : 'went-on';
  }
}

function languageOf(read: Reads, id: Conversation['id']): string {
  const conversation = read.conversations.get(id);
  const chosen = [id, ...read.merges.under(id).map(({ goneId }) => goneId)]
    .map((each) => read.surveys.chosenLanguage(each))
    .find((language) => language !== null);
  const { surveyTexts } = read.labels.get();
  return surveyLanguage(surveyTexts, chosen ?? null, conversation?.contact.phone ?? null);
}

function drop({ record }: Unit, { conversationId, episodeId }: Survey, why: Dropped): void {
  record({ kind: 'survey.dropped', conversationId, episodeId, why });
}

/** The chat goes on: a question that has not left is not asked any more. */
function callBack(unit: Unit, id: Conversation['id']): void {
  const survey = unit.tx.surveys.lastAsked(id);
  const question = survey?.messageId == null ? null : unit.tx.messages.get(survey.messageId);
  if (survey === null || question?.state !== 'queued' || question.failure !== null) return;
  recordState(unit, question, { state: 'refused', failure: WENT_ON });
  drop(unit, survey, 'went-on');
}

const WENT_ON = {
  code: 'cancelled',
  detail: 'The chat went on before the question about satisfaction left.',
} as const;

/** Who edits the number means the new one. */
function correct(
  unit: Unit,
  {
    conversationId,
    messageId,
    text,
    at,
  }: Extract<JournalEntry['fact'], { kind: 'message.edited' }>,
): void {
  const survey = unit.tx.surveys.open(conversationId);
  if (survey?.answerId !== messageId || !isInTime(survey, at)) return;
  const score = scoreIn({ kind: 'text', text });
  if (score === null || score === survey.score) return;
  recordAnswer(unit, { survey, score }, { id: messageId, conversationId });
}
