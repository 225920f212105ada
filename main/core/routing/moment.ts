import type { OfficeHours } from '../hours/office-hours.ts';

/** Whose hours it is at one moment. */
export interface Moment {
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'isWorking'>;
  readonly at: number;
}
