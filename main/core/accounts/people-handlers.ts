import { ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Whereabouts } from '../ports/system.ts';
import { endSessionsHandler, resetPasswordHandler } from './access.ts';
import type { HashNewPassword } from './new-password.ts';
import { deactivateHandler, reactivateHandler } from './leaving.ts';
import { addAgentHandler, changeAgentHandler } from './people.ts';
import type { Sessions } from './sessions.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly hashNew: HashNewPassword;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly whereabouts: Whereabouts;
}

type PeopleCommand =
  | 'agent.add'
  | 'agent.change'
  | 'agent.reset-password'
  | 'agent.end-sessions'
  | 'agent.deactivate'
  | 'agent.reactivate'
  | 'host.addresses';

/** Who works here, and how they come in. */
export function peopleHandlers({
  ledger,
  hashNew,
  sessions,
  clock,
  whereabouts,
}: Needs): Pick<CommandHandlers, PeopleCommand> {
  const announce = sessions.announce.bind(sessions);
  return {
    'agent.add': addAgentHandler(ledger, hashNew),
    'agent.change': changeAgentHandler(ledger),
    'agent.reset-password': resetPasswordHandler({ ledger, clock, hashNew, announce }),
    'agent.end-sessions': endSessionsHandler({ ledger, clock, announce }),
    'agent.deactivate': deactivateHandler(ledger, clock, announce),
    'agent.reactivate': reactivateHandler(ledger),
    'host.addresses': () => Promise.resolve(ok(whereabouts())),
  };
}
