import type { z } from 'zod';
import type { Right } from '../domain/rights.ts';

/** The contract of one command: what it takes, what it answers and how it may fail. */
export interface CommandContract<
  P extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  C extends string = string,
> {
  readonly params: P;
  readonly result: R;
  /** Codes of its own, besides those that any command may fail with. */
  readonly failures: readonly C[];
  /** Safe to repeat after a lost connection: doing it twice is doing it once. */
  readonly repeatable: boolean;
  /** The host refuses it to everybody else (`forbidden`); without: for all who are signed in. */
  readonly needs?: Right;
}

export function defineCommand<P extends z.ZodType, R extends z.ZodType, const C extends string>(
  contract: CommandContract<P, R, C>,
): CommandContract<P, R, C> {
  return contract;
}
