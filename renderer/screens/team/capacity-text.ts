import { ownCapacitySchema } from '#shared/domain/agent.ts';

/** What a person typed as a capacity of their own: null is nothing; undefined is no such number. */
export function parseCapacity(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const number = /^[0-9]+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  const parsed = ownCapacitySchema.safeParse(number);
  return parsed.success ? parsed.data : undefined;
}
