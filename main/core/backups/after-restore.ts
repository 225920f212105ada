import { absenceOf, currentNumber } from '#shared/domain/coverage.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';

/**
 * A backup took the database's place: what followed after it was made is known to WhatsApp and the
 * customers, not here. Replies that were on their way may have been sent since, so a person judges;
 * what came in is fetched from where the backup ends. All of it once, before anything else starts.
 */
export async function seeToRestore(ledger: Ledger): Promise<void> {
  if (ledger.read.restore.backupAt() === null) return;
  await ledger.write((unit) => {
    const { tx, record } = unit;
    const backupAt = tx.restore.backupAt();
    if (backupAt === null) return;
    const open = tx.messages.inState(['queued', 'sending']);
    for (const { id, conversationId, waKey } of open) {
      record({
        kind: 'message.state-changed',
        conversationId,
        messageId: id,
        state: 'unconfirmed',
        waKey,
        failure: {
          code: 'no-answer',
          detail: 'A backup was restored. Check on the phone whether this was sent since.',
        },
      });
    }
    openGap(unit, backupAt);
    record({ kind: 'host.restored', backupAt, unconfirmed: open.length });
    tx.restoreSeenTo();
  });
}

function openGap({ tx, record }: Unit, backupAt: number): void {
  const position = tx.marks.get('complete-after') ?? tx.messages.lastId();
  tx.setMark('gap-after', Math.min(tx.marks.get('gap-after') ?? Infinity, position));
  const coverage = tx.coverage.get();
  const number = currentNumber(coverage);
  if (number === null || absenceOf(coverage, number.phone) !== null) return;
  const gap = {
    id: tx.coverage.nextGapId(),
    phone: number.phone,
    conversationId: null,
    reason: 'restored' as const,
    begin: backupAt,
    end: null,
  };
  record({ kind: 'coverage.gap-opened', gap });
}
