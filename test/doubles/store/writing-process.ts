import { project } from '#main/core/journal/project.ts';
import type { Store, Tx } from '#main/core/ports/store.ts';
import { openStore } from '#main/store/open-store.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { silentLog } from '../log.ts';
import { NOON, aContact, aMessage } from './builders.ts';

const CHATS = 20;

/**
 * `node writing-process.ts DIRECTORY`: stores messages, several to a commit, until it is killed.
 * Writes the id of each one to the standard output when the store has acknowledged it.
 */
async function writeForever(store: Store): Promise<never> {
  for (;;) {
    const together = 1 + Math.floor(Math.random() * 12);
    await Promise.all(Array.from({ length: together }, () => receiveOne(store)));
  }
}

async function receiveOne(store: Store): Promise<void> {
  const id = await store.write((tx) => {
    const messageId = tx.nextId('message');
    const conversationId = (1 + (messageId % CHATS)) as ConversationId;
    if (tx.conversations.get(conversationId) === null) {
      const contact = aContact(conversationId);
      record(tx, { kind: 'conversation.started', conversationId, contact });
    }
    const content = { kind: 'text', text: `Brille ${messageId}` } as const;
    const message = aMessage(messageId, { conversationId, content });
    record(tx, { kind: 'message.received', conversationId, message });
    return messageId;
  });
  // A reader that is busy makes the pipe full for a while: waiting for it is part of saying so.
  await new Promise((resolve) => process.stdout.write(`${id}\n`, resolve));
}

function record(tx: Tx, fact: Fact): void {
  project(tx, tx.appendEntry({ at: NOON, by: null, fact }));
}

await writeForever(openStore({ directory: process.argv[2] ?? '', log: silentLog }));
