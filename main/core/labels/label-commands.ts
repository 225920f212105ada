import type { OutcomeId, TagId } from '#shared/domain/ids.ts';
import { labelKey } from '#shared/domain/labels.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import type { CommandHandler, CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { changedMeanwhile, joined } from './changed-meanwhile.ts';
import { nextLabelId } from './next-label-id.ts';
import { currentOf, notFound } from '../ownership/claim.ts';

type LabelHandlers = Pick<CommandHandlers, 'tag.save' | 'outcome.save' | 'conversation.tag'>;

export function labelHandlers(ledger: Ledger): LabelHandlers {
  return {
    'tag.save': ({ tag: wanted, seen }, caller) =>
      ledger.write((unit) => {
        const { tags } = unit.tx.labels.get();
        const before = tags.find(({ id }) => id === wanted.id) ?? null;
        const whole = { ...wanted, id: wanted.id ?? (nextLabelId(tags) as TagId) };
        const join = joined(before, seen, whole);
        if (!join.isOk) return changedMeanwhile(unit.tx, 'tag', before ?? whole, join.differs);
        const tag = join.value;
        const refusal = refusalOf(tags, wanted.id === null ? wanted : tag);
        if (refusal !== null) return refusal;
        unit.record({ kind: 'tag.saved', tag, before }, caller.id);
        return ok({ tag });
      }),

    'outcome.save': ({ outcome: wanted, seen }, caller) =>
      ledger.write((unit) => {
        const { outcomes } = unit.tx.labels.get();
        const before = outcomes.find(({ id }) => id === wanted.id) ?? null;
        const whole = { ...wanted, id: wanted.id ?? (nextLabelId(outcomes) as OutcomeId) };
        const join = joined(before, seen, whole);
        if (!join.isOk) return changedMeanwhile(unit.tx, 'outcome', before ?? whole, join.differs);
        const outcome = join.value;
        const refusal = refusalOf(outcomes, wanted.id === null ? wanted : outcome);
        if (refusal !== null) return refusal;
        unit.record({ kind: 'outcome.saved', outcome, before }, caller.id);
        return ok({ outcome });
      }),

    'conversation.tag': tagHandler(ledger),
  };
}

function tagHandler(ledger: Ledger): CommandHandler<'conversation.tag'> {
  return ({ conversationId, tagId, isOn }, caller) =>
    ledger.write((unit) => {
      const conversation = unit.tx.conversations.get(conversationId);
      if (conversation === null) return notFound();
      const isKnown = unit.tx.labels.get().tags.some(({ id }) => id === tagId);
      if (!isKnown) return fail('unknown-tag', 'There is no such tag.');
      if (conversation.tags.includes(tagId) !== isOn) {
        unit.record({ kind: 'conversation.tagged', conversationId, tagId, isOn }, caller.id);
      }
      return ok({ conversation: currentOf(unit, conversationId) });
    });
}

interface Label {
  readonly id: number | null;
  readonly name: string;
}

export function refusalOf(
  all: readonly Label[],
  { id, name }: Label,
): Failure<'not-found' | 'name-taken'> | null {
  if (id !== null && !all.some((each) => each.id === id)) {
    return fail('not-found', 'There is no such entry to change.');
  }
  const isTaken = all.some((each) => each.id !== id && labelKey(each.name) === labelKey(name));
  return isTaken ? fail('name-taken', `There is already one called ${name}.`) : null;
}
