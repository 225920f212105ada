import type { Agent } from '#shared/domain/agent.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { LinkEvent, LinkOrder } from '#shared/domain/number.ts';
import { assertNever } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Gateway } from '../ports/gateway.ts';

type NumberHandlers = Pick<
  CommandHandlers,
  | 'number.show-code'
  | 'number.link-with-phone'
  | 'number.use-here'
  | 'number.restart'
  | 'number.history'
>;

export function numberHandlers(ledger: Ledger, gateway: Gateway): NumberHandlers {
  const give = async (order: LinkOrder, caller: Agent) => {
    if (!gateway.order(order)) {
      return fail('not-now', 'The state of the number has changed meanwhile.');
    }
    await ledger.write(({ record }) => {
      record({ kind: 'number.order-given', order: order.type }, caller.id);
    });
    return ok({});
  };
  return {
    'number.show-code': (_, caller) => give({ type: 'show-code' }, caller),
    'number.link-with-phone': ({ phone }, caller) =>
      give({ type: 'link-with-phone', phone }, caller),
    'number.use-here': (_, caller) => give({ type: 'use-here' }, caller),
    'number.restart': (_, caller) => give({ type: 'restart', why: 'asked' }, caller),
    'number.history': async ({ before, limit }) => {
      const found = ledger.read.journal.ofNumber(before, limit + 1);
      const events = found.slice(0, limit).map(toEvent);
      return ok({ events, hasMore: found.length > limit });
    },
  };
}

function toEvent({ seq, at, by, fact }: JournalEntry): LinkEvent {
  switch (fact.kind) {
    case 'number.state-changed': {
      const { state, detail } = fact;
      // Entries of the first version have no cause.
      const cause = (fact.cause as string | null | undefined) ?? null;
      return { seq, at, by, what: { type: 'state', state, cause, detail } };
    }
    case 'number.order-given':
      return { seq, at, by, what: { type: 'order', order: fact.order } };
    case 'host.clock-set':
    case 'host.clock-judged':
    case 'host.slept':
    case 'host.restored':
    case 'host.backup-failed':
      return { seq, at, by, what: { type: 'host', event: fact } };
    default:
      return assertNever(fact as never);
  }
}
