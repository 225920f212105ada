import { isSameSide } from '#shared/domain/message-actions.ts';
import type { Message } from '#shared/domain/message.ts';
import { hindranceOfChoice, inPollOrder, isSameChoice } from '#shared/domain/poll-vote.ts';
import type { Choice, ChoiceHindrance } from '#shared/domain/poll-vote.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { carryOut, changeable } from './message-actions.ts';
import type { Checked, Needs } from './message-actions.ts';

const SENTENCES: Readonly<Record<ChoiceHindrance, string>> = {
  'no-such-answer': 'The poll has no such answer. Choose one that is there.',
  'one-answer-only': 'This poll takes one answer. Choose one.',
};

export function voteHandler(needs: Needs): CommandHandler<'message.vote'> {
  return (params, caller) =>
    carryOut(needs, params, caller, {
      check: (unit) => takesChoice(changeable(needs, unit, caller, params, 'vote'), params.options),
      plan: (message, now) => {
        const { waKey: key, content } = message;
        invariant(content.kind === 'poll', 'only a poll takes a vote');
        const options = inPollOrder(content, params.options);
        // It takes the place of the one before, whose time another clock may have told.
        const at = Math.max(now, ourVote(message)?.at ?? 0);
        return {
          outgoing: { type: 'vote', key, options },
          recorded: { type: 'voted', key, by: 'us', options, at },
        };
      },
      isDone: (message) => isSameChoice(ourVote(message)?.options ?? [], params.options),
    });
}

function takesChoice(checked: Checked, options: Choice): Checked {
  if (!checked.ok || checked.value.content.kind !== 'poll') return checked;
  const hindrance = hindranceOfChoice(checked.value.content, options);
  return hindrance === null ? ok(checked.value) : fail('not-possible', SENTENCES[hindrance]);
}

function ourVote({ votes = [] }: Message) {
  return votes.find(({ author }) => !isSameSide(author, { type: 'contact' }));
}
