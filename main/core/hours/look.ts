import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Clock } from '../ports/system.ts';
import type { OfficeHours } from './office-hours.ts';

interface Needs {
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'nextChange'>;
  readonly clock: Clock;
}

/** The plans are for admins; whether the office is open at a moment anybody may know. */
export function lookHandler({ hours, clock }: Needs): CommandHandler<'hours.look'> {
  return ({ at }) => {
    const nextOpening = openingAfter(hours, clock.now());
    return Promise.resolve(ok({ isOpen: at.map((moment) => hours.isOpenAt(moment)), nextOpening }));
  };
}

/** It closes first, where it is open now. */
function openingAfter(hours: Needs['hours'], now: number): number | null {
  const first = hours.nextChange(now);
  if (first === null || first.isOpen) return first?.at ?? null;
  const second = hours.nextChange(first.at);
  return second?.isOpen ? second.at : null;
}
