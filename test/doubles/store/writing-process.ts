import { writeSync } from 'node:fs';
import { openStore } from '#main/store/open-store.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import { silentLog } from '../log.ts';
import { NOON, aConversation, aMessage } from './builders.ts';

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
    const message = aMessage(tx.nextId('message'), { content: { kind: 'text', text: 'Brille' } });
    const conversationId = (1 + (message.id % 20)) as ConversationId;
    const received = { ...message, conversationId };
    const entry = tx.appendEntry({
      at: NOON,
      by: null,
      fact: { kind: 'message.received', conversationId, message: received },
    });
    const lastCustomerMessageId = message.id;
    tx.state.putConversation(
      aConversation(conversationId, { lastCustomerMessageId, revision: entry.seq }),
    );
    tx.state.insertMessage(received);
    return message.id;
  });
  writeSync(1, `${id}\n`);
}

await writeForever(openStore({ directory: process.argv[2] ?? '', log: silentLog }));
