import type { PollContent } from './content-kinds.ts';

/** The names of what is chosen in a poll; empty: the vote is taken back. */
export type Choice = readonly string[];

/** Why a poll does not take a choice. */
export type ChoiceHindrance = 'no-such-answer' | 'one-answer-only';

export function hindranceOfChoice(
  { options, allowsMany }: PollContent,
  choice: Choice,
): ChoiceHindrance | null {
  if (choice.some((name) => !options.includes(name))) return 'no-such-answer';
  return choice.length > 1 && !allowsMany ? 'one-answer-only' : null;
}

/** In the poll's order, each once. */
export function inPollOrder({ options }: PollContent, choice: Choice): string[] {
  return [...new Set(options)].filter((name) => choice.includes(name));
}

/** Whoever tells of a choice tells it in an order of their own. */
export function isSameChoice(one: Choice, other: Choice): boolean {
  return nameOfChoice(one) === nameOfChoice(other);
}

/** One text for one choice. */
export function nameOfChoice(choice: Choice): string {
  return JSON.stringify([...new Set(choice)].toSorted());
}

/** What a click on an answer makes of the choice: one that is chosen is taken back. */
export function toggled(poll: PollContent, choice: Choice, name: string): string[] {
  if (choice.includes(name)) return inPollOrder(poll, choice).filter((each) => each !== name);
  return poll.allowsMany ? inPollOrder(poll, [...choice, name]) : [name];
}
