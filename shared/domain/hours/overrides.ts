import type { Override, OverrideStretch } from './plan.ts';

/** The one in force at that moment. */
export function overrideAt(
  overrides: readonly OverrideStretch[],
  at: number,
): OverrideStretch | null {
  return overrides.find(({ since, until }) => since <= at && at < until) ?? null;
}

/**
 * What has to be stored when another one (null: none) counts from a moment on: those that it ends,
 * shorter or of no length, and itself.
 */
export function overriding(
  overrides: readonly OverrideStretch[],
  after: Override | null,
  at: number,
): OverrideStretch[] {
  const ended = overrides
    .filter(({ until }) => until > at)
    // One that begins later was made before the office's time was set back.
    .map((each) => ({ ...each, until: Math.max(each.since, at) }));
  return after === null ? ended : [...ended, { ...after, since: at }];
}
