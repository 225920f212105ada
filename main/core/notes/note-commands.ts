import type { Agent } from '#shared/domain/agent.ts';
import { isBy } from '#shared/domain/allowed-actions.ts';
import { NOTE_EDIT_MS } from '#shared/domain/handling.ts';
import type { AgentId, MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { can } from '#shared/domain/rights.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { notFound } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import { addNote, misusedReference } from './add-note.ts';

type NoteHandlers = Pick<CommandHandlers, 'note.add' | 'note.edit' | 'note.delete' | 'mention.see'>;

export function noteHandlers(ledger: Ledger, clock: Clock): NoteHandlers {
  return {
    'note.add': (params, caller) =>
      ledger.write((unit) => {
        const { tx } = unit;
        const id = tx.merges.holderOf(params.conversationId) ?? params.conversationId;
        if (tx.conversations.get(id) === null) return notFound();
        const misused = misusedReference(tx, caller, id, params);
        if (misused !== null) return misused;
        const stranger = strangerAmong(tx, params.mentions);
        if (stranger !== null) return stranger;
        return ok({ message: addNote(unit, clock, caller, id, params) });
      }),

    'note.edit': ({ messageId, text, mentions }, caller) =>
      ledger.write((unit) => {
        const found = changeable(unit.tx, messageId, caller, clock.now());
        if (!found.ok) return found;
        const { content, conversationId, edits } = found.value;
        const before = content.kind === 'note' ? content.mentions : [];
        // Who was named and left since may stay named.
        const stranger = strangerAmong(
          unit.tx,
          mentions.filter((id) => !before.includes(id)),
        );
        if (stranger !== null) return stranger;
        const isSame = content.kind === 'note' && content.text === text;
        if (!isSame) {
          const at = Math.max(clock.now(), (edits?.at ?? 0) + 1);
          unit.record(
            { kind: 'note.edited', conversationId, messageId, text, mentions, at },
            caller.id,
          );
        }
        return ok({ message: noteNow(unit, messageId) });
      }),

    'note.delete': ({ messageId }, caller) =>
      ledger.write((unit) => {
        const known = unit.tx.messages.get(messageId);
        if (known?.content.kind === 'note' && known.deletion !== undefined) {
          return ok({ message: known });
        }
        const found = changeable(unit.tx, messageId, caller, clock.now());
        if (!found.ok && !(can(caller.role, 'delete-every-message') && found.code !== 'not-found'))
          return found;
        invariant(known !== null, 'a note that is changed is stored');
        const by = { type: 'agent', agentId: caller.id } as const;
        const { conversationId } = known;
        unit.record(
          {
            kind: 'message.deleted',
            conversationId,
            messageId,
            deletion: { by, at: clock.now() },
          },
          caller.id,
        );
        return ok({ message: noteNow(unit, messageId) });
      }),

    'mention.see': ({ conversationId }, caller) =>
      ledger.write((unit) => {
        const conversation = unit.tx.conversations.get(conversationId);
        if (conversation === null) return notFound();
        const isNews = conversation.mentions.some(
          ({ agentId, isSeen }) => agentId === caller.id && !isSeen,
        );
        if (isNews) {
          unit.record({ kind: 'mention.seen', conversationId, agentId: caller.id }, caller.id);
        }
        return ok({});
      }),
  };
}

function changeable(
  read: Reads,
  id: MessageId,
  caller: Agent,
  now: number,
): Result<Message, Failure<'not-found' | 'not-the-writer' | 'too-late'>> {
  const note = read.messages.get(id);
  if (note?.content.kind !== 'note' || note.deletion !== undefined) {
    return fail('not-found', 'There is no such note (any more).');
  }
  if (!isBy(note, caller)) {
    return fail('not-the-writer', 'Only who wrote a note can change it.');
  }
  if (now - note.at > NOTE_EDIT_MS) {
    return fail('too-late', 'This note is too old to be changed; write another one.');
  }
  return ok(note);
}

function strangerAmong(read: Reads, named: readonly AgentId[]): Failure<'unknown-agent'> | null {
  return named.every((id) => read.agents.get(id)?.isDeactivated === false)
    ? null
    : fail('unknown-agent', 'Somebody who is named in it does not work here.');
}

function noteNow({ tx }: Unit, id: MessageId): Message {
  const note = tx.messages.get(id);
  invariant(note !== null, 'a stored note stays');
  return note;
}
