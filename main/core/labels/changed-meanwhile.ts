import type { AgentId, Seq } from '#shared/domain/ids.ts';
import { fail } from '#shared/util/result.ts';
import type { Reads } from '../ports/reads.ts';
import { isSameThing, thingOf } from '../settings/imported-changes.ts';
import type { ThingKind } from '../settings/imported-changes.ts';

/** How far back the audit log is looked through for who it was. */
const LINES = 200;

export type Joined<T> =
  | { readonly isOk: true; readonly value: T }
  /** What both have changed, each differently. */
  | { readonly isOk: false; readonly differs: readonly string[] };

/**
 * What somebody wants who saw `seen`, joined with what is there by now: properties that only one of
 * the two has changed are as that one wants them. `seen` undefined: they want it whatever is there;
 * `current` null: it is new. `isValid`: joined properties may not go together, and then nothing is joined.
 */
export function joined<T extends object>(
  current: T | null,
  seen: T | undefined,
  wanted: T,
  isValid: (value: T) => boolean = () => true,
): Joined<T> {
  if (current === null || seen === undefined) return { isOk: true, value: wanted };
  const names = Object.keys(wanted) as (keyof T & string)[];
  const isSame = (one: T, other: T, name: keyof T) =>
    JSON.stringify(one[name]) === JSON.stringify(other[name]);
  const theirs = names.filter(
    (name) => !isSame(current, seen, name) && !isSame(current, wanted, name),
  );
  const differs = theirs.filter((name) => !isSame(wanted, seen, name));
  if (differs.length > 0) return { isOk: false, differs };
  const value = { ...wanted };
  for (const name of theirs) value[name] = current[name];
  return isValid(value) ? { isOk: true, value } : { isOk: false, differs: theirs };
}

/** The answer to whoever is second; `saved`: what is there now. */
export function changedMeanwhile<T extends { readonly id: number }>(
  { audit, journal }: Reads,
  what: ThingKind,
  saved: T,
  differs: readonly string[],
) {
  const before = (journal.head() + 1) as Seq;
  const filter = { topic: 'settings', agentId: null, after: 0 as Seq, before } as const;
  const thing = { what, id: saved.id, name: '' };
  const last = audit.lines(filter, LINES).find(({ fact }) => isSameThing(thingOf(fact), thing));
  const byId: AgentId | null = last?.by ?? null;
  return fail('changed', 'Somebody has changed this meanwhile.', { saved, byId, differs });
}
