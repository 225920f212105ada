import { z } from 'zod';

/** Which of the design's colours; a screen gives each a light and a dark shade. */
export const labelColourSchema = z.enum([
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
]);

/** 1-40 characters after trimming, unique without case among its kind. */
export const labelNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u);
