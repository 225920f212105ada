import type { Week } from '#shared/domain/hours/week.ts';
import { USUAL } from './next-span.ts';

/** Where an office begins that had no week. */
export const USUAL_WEEK: Week = {
  monday: [USUAL],
  tuesday: [USUAL],
  wednesday: [USUAL],
  thursday: [USUAL],
  friday: [USUAL],
  saturday: [],
  sunday: [],
};
