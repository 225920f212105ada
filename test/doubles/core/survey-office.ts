import type { SettingName } from '#shared/domain/settings.ts';
import type { SurveyTexts } from '#shared/domain/survey/texts.ts';
import { UNDO_MS } from '#shared/domain/handling.ts';
import type { OutcomeId } from '#shared/domain/ids.ts';
import { BotOffice } from './bot-office.ts';

export const QUESTION = 'How was it, from 1 to 5?';
export const THANKS = 'Thank you!';

export const surveyTexts: SurveyTexts = {
  languages: [
    { code: 'en', prefixes: [] },
    { code: 'es', prefixes: ['+34'] },
  ],
  question: { en: QUESTION, es: '¿Qué tal, del 1 al 5?' },
  thanks: { en: THANKS, es: '¡Gracias!' },
};

/** A bot office that asks customers after each close, as often as it likes. */
export async function openSurveyOffice(): Promise<SurveyOffice> {
  const bots = await BotOffice.open('open');
  const surveys = new SurveyOffice(bots);
  await bots.set('survey.ask', 'every-close');
  await bots.set('survey.everyDays', 0);
  const before = bots.office.store.read.labels.get().surveyTexts;
  const params = { texts: surveyTexts, before };
  await bots.office.core.handlers['survey.save-texts'](params, bots.ana);
  return surveys;
}

export class SurveyOffice {
  readonly bots: BotOffice;

  constructor(bots: BotOffice) {
    this.bots = bots;
  }

  set(name: SettingName, value: string | number | boolean): Promise<void> {
    return this.bots.set(name, value);
  }

  /** A customer writes, Ana answers and closes. */
  async episode(customer = 1, outcomeId?: OutcomeId): Promise<void> {
    await this.bots.writes('Hello', customer);
    await this.answers(customer);
    await this.closes(customer, outcomeId);
  }

  /** Likewise, and the question has left. */
  async asked(customer = 1): Promise<void> {
    await this.episode(customer);
    await this.undoTimeIsOver();
  }

  async answers(customer = 1): Promise<void> {
    await this.bots.office.reply(this.bots.ana, 'Here you are', this.bots.chat(customer));
    await this.bots.settled();
  }

  async closes(customer = 1, outcomeId?: OutcomeId): Promise<void> {
    const { id: conversationId, epoch, lastCustomerMessageId } = this.bots.chat(customer);
    const params = { conversationId, epoch, lastSeenMessageId: lastCustomerMessageId };
    const how = outcomeId === undefined ? {} : { outcomeId };
    const close = this.bots.office.core.handlers['conversation.close'];
    const closed = await close({ ...params, ...how }, this.bots.ana);
    if (!closed.ok) throw new Error(closed.message);
    await this.bots.settled();
  }

  async undoTimeIsOver(): Promise<void> {
    await this.bots.office.clock.advance(UNDO_MS);
    await this.bots.settled();
  }

  /** What Deskline has said by itself, refused ones aside. */
  said(customer = 1): string[] {
    return this.bots.office
      .messages(this.bots.chat(customer))
      .filter(({ author, state }) => author.type === 'bot' && state !== 'refused')
      .map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
  }

  scores(): number[] {
    return this.bots.facts('survey.answered').map(({ score }) => score);
  }

  dropped(): string[] {
    return this.bots.facts('survey.dropped').map(({ why }) => why);
  }
}
