import { t } from '#renderer/i18n/index.ts';
import type { BotTimelineFact } from '#shared/domain/bot/facts.ts';
import type { HandoverTarget } from '#shared/domain/bot/steps.ts';
import type { Labels } from '#shared/domain/labels.ts';
import type { Colleagues } from '../author-name.ts';

type BotDoing = Exclude<BotTimelineFact, { readonly kind: 'contact.field-set' }>;

/** What the chatbot did, as one sentence. */
export function botText(fact: BotDoing, people: Colleagues, labels: Labels): string {
  const { event } = t.chatbot;
  switch (fact.kind) {
    case 'bot.began':
      return fact.period === null ? event.began(fact.flow) : event.beganClosed(fact.flow);
    case 'bot.ended': {
      if (fact.why !== 'done') return event.ended[fact.why];
      const to = fact.to === undefined ? null : placeText(fact.to, people, labels);
      return to === null ? event.ended.done : event.handedOver(to);
    }
  }
}

export function placeText(to: HandoverTarget, people: Colleagues, labels: Labels): string | null {
  if (to.type === 'queue') return t.handling.transfer.queueName;
  if (to.type === 'agent') return people.find(to.agentId)?.name ?? null;
  const tag = labels.tags.find(({ id }) => id === to.tagId);
  return tag ? t.handling.transfer.tagName(tag.name) : null;
}
