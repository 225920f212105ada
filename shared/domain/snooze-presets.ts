import { z } from 'zod';

export const MOST_SNOOZE_PRESETS = 12;
/** A month: whoever means longer picks a day. */
export const LONGEST_SNOOZE_MINUTES = 43_200;

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What can be chosen with one click when a chat is put away. Times are those of the screen's PC. */
export const snoozePresetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in'), minutes: z.int().min(1).max(LONGEST_SNOOZE_MINUTES) }),
  /** In about three hours, on the half hour; in the evening there is none. */
  z.object({ kind: z.literal('later-today') }),
  z.object({ kind: z.literal('tomorrow'), time: clockSchema }),
  /** 1 is Monday. */
  z.object({ kind: z.literal('weekday'), day: z.int().min(1).max(7), time: clockSchema }),
  /** When the office opens next. */
  z.object({ kind: z.literal('opening') }),
]);
export type SnoozePreset = Readonly<z.infer<typeof snoozePresetSchema>>;

export const snoozePresetsSchema = z
  .array(snoozePresetSchema)
  .max(MOST_SNOOZE_PRESETS)
  .refine((presets) => new Set(presets.map(presetKey)).size === presets.length, {
    message: 'Each of them is there once.',
  });

export const STANDARD_SNOOZE_PRESETS: readonly SnoozePreset[] = [
  { kind: 'later-today' },
  { kind: 'tomorrow', time: '09:00' },
  { kind: 'weekday', day: 1, time: '09:00' },
];

/** The same for two that mean the same. */
export function presetKey(preset: SnoozePreset): string {
  switch (preset.kind) {
    case 'in':
      return `in ${preset.minutes}`;
    case 'weekday':
      return `weekday ${preset.day} ${preset.time}`;
    case 'tomorrow':
      return `tomorrow ${preset.time}`;
    default:
      return preset.kind;
  }
}

export function isSamePresets(
  one: readonly SnoozePreset[],
  other: readonly SnoozePreset[],
): boolean {
  return one.map(presetKey).join() === other.map(presetKey).join();
}

export const snoozePresetFacts = [
  z.object({
    kind: z.literal('snooze-presets.changed'),
    before: z.array(snoozePresetSchema),
    after: z.array(snoozePresetSchema),
  }),
] as const;
