import { isProgress } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import { receive, storeMessage } from '../inbox/receive.ts';
import type { Arrival, Hearing } from '../inbox/receive.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { HistoryPage, IncomingMessage } from '../ports/gateway.ts';
import { StoreError } from '../ports/store.ts';

/** Small enough that a live message never waits long behind a batch. */
const BATCH = 25;

export interface Found {
  readonly message: IncomingMessage;
  readonly arrival: Arrival;
}

/**
 * Stores what was found in a chat, oldest first, in small units: whatever arrives meanwhile is
 * written between two of them. Resolves with how many were new.
 */
export async function storeFound(
  ledger: Ledger,
  found: readonly Found[],
  hearing: Hearing,
  pause: () => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let from = 0; from < found.length; from += BATCH) {
    if (from > 0) await pause();
    const batch = found.slice(from, from + BATCH);
    count += await storeBatch(ledger, batch, hearing);
  }
  return count;
}

/** Resolves with how many were new. When something throws that follows from one, each goes alone. */
async function storeBatch(
  ledger: Ledger,
  batch: readonly Found[],
  hearing: Hearing,
): Promise<number> {
  const isNew = (message: Message | null): boolean => message !== null;
  try {
    const stored = await ledger.write((unit) =>
      batch.map(({ message, arrival }) => storeMessage(unit, message, arrival, hearing)),
    );
    return stored.filter(isNew).length;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    let count = 0;
    for (const { message, arrival } of batch) {
      if (isNew(await receive(ledger, message, arrival, hearing))) count += 1;
    }
    return count;
  }
}

/** How far our own messages got while nobody listened; only ever forward. */
export async function storeAcknowledged(
  ledger: Ledger,
  acknowledged: HistoryPage['acknowledged'],
): Promise<void> {
  const news = acknowledged.filter(({ key, state }) => {
    const message = ledger.read.messages.byKey(key);
    return state !== 'refused' && message !== null && isProgress(message.state, state);
  });
  if (news.length === 0) return;
  await ledger.write(({ tx, record }) => {
    for (const { key, state } of news) {
      const message = tx.messages.byKey(key);
      if (message === null || message.author.type === 'contact') continue;
      if (!isProgress(message.state, state)) continue;
      const { conversationId, id: messageId } = message;
      const kind = 'message.state-changed';
      record({ kind, conversationId, messageId, state, waKey: key, failure: null });
    }
  });
}
