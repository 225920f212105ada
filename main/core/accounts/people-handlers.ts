import { ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Whereabouts } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { endSessionsHandler, resetPasswordHandler } from './access.ts';
import type { HashNewPassword } from './new-password.ts';
import { deactivateHandler, reactivateHandler } from './leaving.ts';
import { addAgentHandler, changeAgentHandler } from './people.ts';
import { secondFactorHandlers } from './second-factor-handlers.ts';
import type { Sessions } from './sessions.ts';
import type { Tries } from './tries.ts';
import { unlockingHandlers } from './unlocking.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly hashNew: HashNewPassword;
  readonly sessions: Sessions;
  readonly tries: Tries;
  readonly clock: Clock;
  readonly whereabouts: Whereabouts;
  readonly settings: CurrentSettings;
}

type PeopleCommand =
  | 'agent.add'
  | 'agent.change'
  | 'agent.reset-password'
  | 'agent.end-sessions'
  | 'agent.locked'
  | 'agent.unlock'
  | 'agent.second-factors'
  | 'agent.second-factor-off'
  | 'agent.deactivate'
  | 'agent.reactivate'
  | 'host.addresses';

/** Who works here, and how they come in. */
export function peopleHandlers({
  ledger,
  hashNew,
  sessions,
  tries,
  clock,
  whereabouts,
  settings,
}: Needs): Pick<CommandHandlers, PeopleCommand> {
  const announce = sessions.announce.bind(sessions);
  return {
    'agent.add': addAgentHandler(ledger, hashNew),
    'agent.change': changeAgentHandler(ledger),
    'agent.reset-password': resetPasswordHandler({ ledger, clock, hashNew, announce, tries }),
    'agent.end-sessions': endSessionsHandler({ ledger, clock, announce }),
    ...unlockingHandlers(ledger, tries),
    ...secondFactorHandlers(ledger),
    'agent.deactivate': deactivateHandler(ledger, clock, announce),
    'agent.reactivate': reactivateHandler(ledger),
    'host.addresses': () => {
      const letsBrowsersIn = settings.current().computers.browsers;
      return Promise.resolve(ok({ ...whereabouts(), letsBrowsersIn }));
    },
  };
}
