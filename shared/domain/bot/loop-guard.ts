import { BOT_MANNERS } from './limits.ts';
import { plain } from './matching.ts';
import type { BotRun } from './run.ts';

type Heard = BotRun['heard'];

export function withHeard(heard: Heard, text: string, at: number): Heard {
  const recent = heard.filter((each) => at - each.at < BOT_MANNERS.loopMs).slice(-11);
  return [...recent, { at, text: plain(text).slice(0, 100) }];
}

/** Whether what writes there is another machine, going by its newest message. */
export function isLoop(heard: Heard, turns: number): boolean {
  const newest = heard.at(-1);
  if (newest === undefined) return false;
  // Pictures have no words: several in a row are no loop by themselves.
  const identical =
    newest.text === '' ? 0 : heard.filter(({ text }) => text === newest.text).length;
  const { mostIdentical, mostInLoop, mostTurns } = BOT_MANNERS;
  return identical >= mostIdentical || heard.length >= mostInLoop || turns > mostTurns;
}
