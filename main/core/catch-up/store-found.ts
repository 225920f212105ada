import { isProgress } from '#shared/domain/message.ts';
import type { Hearing } from '../inbox/receive.ts';
import { receiveSeveral } from '../inbox/receive-several.ts';
import type { Arrived } from '../inbox/receive-several.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { HistoryPage } from '../ports/gateway.ts';

/** Small enough that a live message never waits long behind a batch. */
const BATCH = 25;

/**
 * Stores what was found in a chat, oldest first, in small units: whatever arrives meanwhile is
 * written between two of them. Resolves with how many were new, rejects when one is not stored.
 */
export async function storeFound(
  ledger: Ledger,
  found: readonly Arrived[],
  hearing: Hearing,
  pause: () => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let from = 0; from < found.length; from += BATCH) {
    if (from > 0) await pause();
    const batch = found.slice(from, from + BATCH);
    const stored = await receiveSeveral(
      ledger,
      () => batch,
      hearing,
      (error) => {
        throw error;
      },
    );
    count += stored.length;
  }
  return count;
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
