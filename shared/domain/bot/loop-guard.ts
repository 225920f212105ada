import { plain } from './matching.ts';
import type { BotRun } from './run.ts';

/** Faster and more often than a person writes; the same again and again. */
const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 8;
const MOST_IDENTICAL = 3;
/** Nobody talks so long with a machine. */
const MOST_TURNS = 40;

type Heard = BotRun['heard'];

export function withHeard(heard: Heard, text: string, at: number): Heard {
  const recent = heard.filter((each) => at - each.at < WINDOW_MS).slice(-11);
  return [...recent, { at, text: plain(text).slice(0, 100) }];
}

/** Whether what writes there is another machine, going by its newest message. */
export function isLoop(heard: Heard, turns: number): boolean {
  const newest = heard.at(-1);
  if (newest === undefined) return false;
  // Pictures have no words: several in a row are no loop by themselves.
  const identical =
    newest.text === '' ? 0 : heard.filter(({ text }) => text === newest.text).length;
  return identical >= MOST_IDENTICAL || heard.length >= MOST_IN_WINDOW || turns > MOST_TURNS;
}
