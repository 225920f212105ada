import { z } from 'zod';
import { spansSchema } from './span.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** When somebody is there on each day of the week; a day without spans is off. */
export const weekSchema = z.object({
  monday: spansSchema,
  tuesday: spansSchema,
  wednesday: spansSchema,
  thursday: spansSchema,
  friday: spansSchema,
  saturday: spansSchema,
  sunday: spansSchema,
});
export type Week = Readonly<z.infer<typeof weekSchema>>;
