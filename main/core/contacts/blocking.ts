import type { Conversation } from '#shared/domain/conversation.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { silenceBot } from '../bot/silence.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { notFound } from '../ownership/claim.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Gateway } from '../ports/gateway.ts';
import { currentId } from './contact-handlers.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
}

/** Brings what is known about blocked contacts to what WhatsApp's list says. */
export async function readBlocklist({ ledger, gateway }: Needs): Promise<void> {
  const listed = await gateway.blocked();
  await ledger.write((unit) => {
    const { contacts, conversations } = unit.tx;
    const blocked = new Set(listed.map((each) => contacts.byAddresses([each])?.id));
    for (const contact of contacts.blocked()) {
      if (!blocked.has(contact.id)) note(unit, conversations.byContact(contact.id), false, null);
    }
    for (const id of blocked) {
      if (id !== undefined) note(unit, conversations.byContact(id), true, null);
    }
  });
}

export function blockHandler({ ledger, gateway }: Needs): CommandHandler<'contact.block'> {
  return async ({ conversationId, isBlocked }, caller) => {
    const named = ledger.read.conversations.get(currentId(ledger.read, conversationId));
    if (named === null) return notFound();
    const refusal = await change(gateway, named.contact.address, isBlocked);
    if (refusal !== null) return refusal;
    return ledger.write((unit) => {
      const before = unit.tx.conversations.get(currentId(unit.tx, conversationId));
      if (before === null) return notFound();
      note(unit, before, isBlocked, caller.id);
      const conversation = unit.tx.conversations.get(before.id);
      invariant(conversation !== null, 'a blocked contact keeps its conversation');
      return ok({ conversation });
    });
  };
}

async function change(gateway: Gateway, address: WaAddress, isBlocked: boolean) {
  try {
    await gateway.setBlocked(address, isBlocked);
    return null;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return error.code === 'not-connected'
      ? fail('not-connected', 'WhatsApp is not connected right now.')
      : fail('refused', 'WhatsApp did not confirm it. Check on the phone.');
  }
}

function note(
  unit: Unit,
  conversation: Conversation | null,
  isBlocked: boolean,
  by: Parameters<Unit['record']>[1],
): void {
  if (conversation === null || conversation.contact.isBlocked === isBlocked) return;
  if (isBlocked) silenceBot(unit, conversation.id);
  const { id: conversationId } = conversation;
  unit.record({ kind: 'contact.block-changed', conversationId, isBlocked }, by);
}
