import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { SkillUsed, TransferReason } from '#shared/domain/handling.ts';
import type { AgentId, ClientRef, TagId } from '#shared/domain/ids.ts';
import type { RuleRef } from '#shared/domain/rules/rule-ref.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { can } from '#shared/domain/rights.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { silenceBot } from '../bot/silence.ts';
import { addNote, misusedReference } from '../notes/add-note.ts';
import type { Clock, Random } from '../ports/system.ts';
import type { Reads } from '../ports/reads.ts';
import { atEpoch, currentOf, nextEpoch, notOwner } from './claim.ts';
import type { OwnershipFailure } from './claim.ts';
import { many } from './many.ts';
import type { Change, Step } from './many.ts';
import { undoing } from './undo.ts';
import type { Undoable, Undoing } from './undo.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly undoable: Undoable;
}

/** Where it goes, in the words of the fact. */
interface Target {
  readonly toId: AgentId | null;
  readonly tagId: TagId | null;
}

export function transferHandler(needs: Needs): CommandHandler<'conversation.transfer'> {
  const { ledger, undoable } = needs;
  return async (params, caller) => {
    let before: Undoing | null = null;
    const outcome = await ledger.write((unit) => {
      before = null;
      const target = targetOf(unit.tx, params.to);
      if (!target.ok) return target;
      const step = transferOne(unit, needs, caller, params, target.value);
      if (step.ok) ({ before } = step.value);
      return step.ok ? ok({ conversation: step.value.conversation }) : step;
    });
    if (outcome.ok && before !== null) {
      undoable.done('transfer', before, outcome.value.conversation, caller);
    }
    return outcome;
  };
}

/** One note for each of them; what may not be transferred leaves the others as they are. */
export function transferManyHandler(needs: Needs): CommandHandler<'conversation.transfer-many'> {
  const { ledger, undoable } = needs;
  return ({ conversations, to, note, mentions }, caller) =>
    many({ ledger, undoable, what: 'transfer', caller }, conversations, (unit) => {
      const target = targetOf(unit.tx, to);
      if (!target.ok) return target;
      return ok(({ clientRef, ...asked }) => {
        const words = note === '' ? null : { text: note, clientRef, mentions };
        return transferOne(unit, needs, caller, { ...asked, note: words }, target.value);
      });
    });
}

/** Passes it on by hand, or says why not. */
function transferOne(
  unit: Unit,
  { clock }: Needs,
  caller: Agent,
  params: Asked,
  target: Target,
): Result<Step, OwnershipFailure | Failure<'client-ref-reused'>> {
  const { note, conversationId } = params;
  const misused = note === null ? null : misusedReference(unit.tx, caller, conversationId, note);
  if (misused !== null) return misused;
  const current = atEpoch(unit, params.conversationId, params.epoch);
  if (!current.ok) {
    const repeated = repeatedTransfer(unit, clock, caller, params, target);
    return repeated === null ? current : ok({ conversation: repeated, before: null });
  }
  const { ownerId } = current.value;
  if (!mayTransfer(current.value, caller, target)) return notOwner(current.value);
  // There already: nothing changes hands.
  const isThere = ownerId !== null && ownerId === target.toId;
  if (isThere) return ok({ conversation: current.value, before: null });

  const noteId = noteOf(unit, clock, caller, params);
  const before = undoing(unit, current.value);
  give(unit, current.value, { ...target, why: 'by-hand', noteId }, caller.id);
  return ok({ conversation: currentOf(unit, params.conversationId), before });
}

export function handOverAllHandler(
  needs: Needs & { readonly random: Random },
): CommandHandler<'conversation.hand-over-all'> {
  const { ledger, clock, random, undoable } = needs;
  return async ({ to, note, mentions }, caller) => {
    let changed: Change[] = [];
    const outcome = await ledger.write((unit) => {
      changed = [];
      const target = targetOf(unit.tx, to);
      if (!target.ok) return target;
      if (target.value.toId === caller.id) return ok({ conversations: [] });
      for (const conversation of unit.tx.conversations.ownedBy(caller.id)) {
        const clientRef = random.token(16) as ClientRef;
        const wording = { text: note, mentions: known(unit.tx, mentions), clientRef };
        const noteId =
          note === '' ? null : addNote(unit, clock, caller, conversation.id, wording).id;
        const before = undoing(unit, conversation);
        give(unit, conversation, { ...target.value, why: 'handed-over', noteId }, caller.id);
        changed.push({ before, after: currentOf(unit, conversation.id) });
      }
      const gone = changed.map(({ after: { id, epoch } }) => ({ conversationId: id, epoch }));
      return ok({ conversations: gone });
    });
    for (const { before, after } of changed) undoable.done('transfer', before, after, caller);
    return outcome;
  };
}

interface Given extends Target {
  readonly why: TransferReason;
  readonly skill?: SkillUsed | undefined;
  readonly rule?: RuleRef | undefined;
  readonly noteId: Conversation['lastCustomerMessageId'];
}

/** Gives it to whoever comes next; the only place where that is written down. */
export function give(
  unit: Unit,
  conversation: Conversation,
  { skill, rule, ...given }: Given,
  by: AgentId | null,
): void {
  const begins = conversation.state === 'closed' ? { episode: conversation.episode + 1 } : {};
  // What the chatbot says before the host gives the chat to somebody may still leave.
  if (by !== null) silenceBot(unit, conversation.id);
  unit.record(
    {
      kind: 'conversation.transferred',
      conversationId: conversation.id,
      fromId: conversation.ownerId,
      epoch: nextEpoch(conversation),
      ...given,
      ...(skill === undefined ? {} : { skill }),
      ...(rule === undefined ? {} : { rule }),
      ...begins,
    },
    by,
  );
}

/** Its owner, who may take every chat, or for one that nobody has: whoever passes it to a colleague. */
function mayTransfer({ ownerId, state }: Conversation, caller: Agent, target: Target): boolean {
  if (ownerId === caller.id || can(caller.role, 'take-every-chat')) return true;
  return ownerId === null && state === 'waiting' && (target.toId !== null || target.tagId !== null);
}

/** Nobody who works here no more; `leaving`: nor whoever is about to. */
export function targetOf(
  read: Reads,
  to: Destination,
  leaving: AgentId | null = null,
): Result<Target, Failure<'unknown-agent' | 'unknown-tag'>> {
  switch (to.type) {
    case 'agent': {
      const agent = read.agents.get(to.agentId);
      return agent === null || agent.isDeactivated || agent.id === leaving
        ? fail('unknown-agent', 'This person does not work here (any more).')
        : ok({ toId: to.agentId, tagId: null });
    }
    case 'queue':
      return ok({ toId: null, tagId: null });
    case 'tag':
      return read.labels.get().tags.some(({ id }) => id === to.tagId)
        ? ok({ toId: null, tagId: to.tagId })
        : fail('unknown-tag', 'There is no such tag.');
  }
}

type Asked = Omit<CommandParams<'conversation.transfer'>, 'to'>;

function noteOf(unit: Unit, clock: Clock, caller: Agent, { note, conversationId }: Asked) {
  if (note === null) return null;
  const mentions = known(unit.tx, note.mentions);
  return addNote(unit, clock, caller, conversationId, { ...note, mentions }).id;
}

/** Who does not work here cannot be told; the rest of the transfer does not wait for that. */
function known({ agents }: Reads, mentions: readonly AgentId[] = []): AgentId[] {
  return mentions.filter((id) => agents.get(id) !== null);
}

/** The same transfer again, after a lost connection; null: it is another one. */
function repeatedTransfer(
  unit: Unit,
  clock: Clock,
  caller: Agent,
  params: Asked,
  { toId }: Target,
): Conversation | null {
  const current = unit.tx.conversations.get(params.conversationId);
  if (current?.epoch !== params.epoch + 1 || current.ownerId !== toId) return null;
  // Closed since, it is nobody's as well.
  if (toId === null && current.state !== 'waiting') return null;
  // Somebody else may have done the same: what was written to go with it is kept all the same.
  noteOf(unit, clock, caller, params);
  return currentOf(unit, current.id);
}
