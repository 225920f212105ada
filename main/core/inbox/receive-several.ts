import type { Message } from '#shared/domain/message.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import { StoreError } from '../ports/store.ts';
import { receive, storeMessage } from './receive.ts';
import type { Arrival, Hearing } from './receive.ts';

export interface Arrived {
  readonly message: IncomingMessage;
  readonly arrival: Arrival;
}

/**
 * Stores messages in one unit of work, in their order. When something throws that one of them has
 * caused, each goes alone, so that none takes another with it. `arrived` is asked when the unit
 * begins: whatever has come until then goes with it. `lost` hears of what could not be stored;
 * when it throws, this rejects. Resolves with what was new.
 */
export async function receiveSeveral(
  ledger: Ledger,
  arrived: () => readonly Arrived[],
  hearing: Hearing,
  lost: (error: unknown) => void,
): Promise<Message[]> {
  try {
    const found = await ledger.writeWhole((unit) =>
      arrived().map(({ message, arrival }) => storeMessage(unit, message, arrival, hearing)),
    );
    return found.filter((message) => message !== null);
  } catch (error) {
    if (!(error instanceof StoreError)) return receiveEach(ledger, arrived(), hearing, lost);
    lost(error);
    return [];
  }
}

/** All in one turn: what is to be written after them stays after them. */
async function receiveEach(
  ledger: Ledger,
  arrived: readonly Arrived[],
  hearing: Hearing,
  lost: (error: unknown) => void,
): Promise<Message[]> {
  const stored = arrived.map(({ message, arrival }) =>
    receive(ledger, message, arrival, hearing).catch(lost),
  );
  return (await Promise.all(stored)).filter((message) => message != null);
}
