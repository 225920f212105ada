import type { PollContent } from '#shared/domain/content-kinds.ts';
import type { Author, Message } from '#shared/domain/message.ts';

export interface PollOption {
  readonly name: string;
  readonly voters: readonly Author[];
  /** Of those who voted, from 0 to 1. */
  readonly share: number;
}

export interface PollResults {
  readonly options: readonly PollOption[];
  /** How many have voted for anything. */
  readonly voters: number;
}

/** WhatsApp names votes by the words of the options. */
export function pollResults({ options }: PollContent, { votes = [] }: Message): PollResults {
  const cast = votes.filter(({ options: chosen }) => chosen.length > 0);
  return {
    options: options.map((name) => {
      const voters = cast.filter(({ options: chosen }) => chosen.includes(name));
      const share = cast.length === 0 ? 0 : voters.length / cast.length;
      return { name, voters: voters.map(({ author }) => author), share };
    }),
    voters: cast.length,
  };
}
