import type { Target } from './target.ts';

/** Something that nobody with good intentions does. */
export interface Attack {
  readonly name: string;
  /** What its sender gets, in short. */
  run(target: Target): Promise<string | number>;
  /** What that has to be. */
  readonly gets: string | number | RegExp;
}

export function attack(name: string, gets: Attack['gets'], run: Attack['run']): Attack {
  return { name, gets, run };
}
