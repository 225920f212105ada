import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Random } from '../ports/system.ts';
import { claimHandler } from './claim.ts';
import { claimManyHandler } from './claim-many.ts';
import { closeHandler, closeManyHandler } from './close.ts';
import { openedHandler } from './opened.ts';
import { readHandler } from './read.ts';
import { answerRequestHandler, requestHandler } from './request.ts';
import { snoozeHandler, wakeHandler } from './snooze.ts';
import { takeOverHandler } from './take-over.ts';
import { handOverAllHandler, transferHandler, transferManyHandler } from './transfer.ts';
import { Undoable, undoHandler } from './undo.ts';
import { undoManyHandler } from './undo-many.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
}

type OwnershipCommand =
  | 'conversation.claim'
  | 'conversation.claim-many'
  | 'conversation.transfer'
  | 'conversation.transfer-many'
  | 'conversation.hand-over-all'
  | 'conversation.take-over'
  | 'conversation.request'
  | 'conversation.answer-request'
  | 'conversation.opened'
  | 'conversation.snooze'
  | 'conversation.wake'
  | 'conversation.close'
  | 'conversation.close-many'
  | 'conversation.undo'
  | 'conversation.undo-many'
  | 'conversation.read';

/** Who has a conversation, and how that changes. */
export function ownershipHandlers({
  ledger,
  clock,
  random,
}: Needs): Pick<CommandHandlers, OwnershipCommand> {
  const undoable = new Undoable(clock);
  return {
    'conversation.claim': claimHandler(ledger),
    'conversation.claim-many': claimManyHandler(ledger),
    'conversation.transfer': transferHandler({ ledger, clock, undoable }),
    'conversation.transfer-many': transferManyHandler({ ledger, clock, undoable }),
    'conversation.hand-over-all': handOverAllHandler({ ledger, clock, undoable, random }),
    'conversation.take-over': takeOverHandler(ledger),
    'conversation.request': requestHandler(ledger),
    'conversation.answer-request': answerRequestHandler(ledger, undoable),
    'conversation.opened': openedHandler(ledger),
    'conversation.snooze': snoozeHandler(ledger, clock),
    'conversation.wake': wakeHandler(ledger),
    'conversation.close': closeHandler(ledger, undoable),
    'conversation.close-many': closeManyHandler(ledger, undoable),
    'conversation.undo': undoHandler(ledger, undoable),
    'conversation.undo-many': undoManyHandler(ledger, undoable),
    'conversation.read': readHandler(ledger),
  };
}
