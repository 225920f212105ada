import type { OfficeHours } from '../hours/office-hours.ts';
import type { WhoIsHere } from '../presence/presence.ts';

/** Who is here, and whose hours it is, at one moment. */
export interface Moment {
  readonly presence: Pick<WhoIsHere, 'isAvailable'>;
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'isWorking'>;
  readonly at: number;
}
