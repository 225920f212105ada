import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { notFound } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';

/** When a message of ours got how far, as the journal has it. */
export function infoHandler({ messages, journal }: Reads): CommandHandler<'message.info'> {
  return ({ messageId }) => {
    if (messages.get(messageId) === null) return Promise.resolve(notFound());
    const steps = journal.stepsOf(messageId).flatMap(({ at, fact }) => {
      return fact.kind === 'message.state-changed' ? [{ state: fact.state, at }] : [];
    });
    return Promise.resolve(ok({ steps }));
  };
}
