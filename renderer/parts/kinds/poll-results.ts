import type { PollContent } from '#shared/domain/content-kinds.ts';
import type { Author, Message } from '#shared/domain/message.ts';
import { isSameSide } from '#shared/domain/message-actions.ts';
import type { Choice } from '#shared/domain/poll-vote.ts';

export interface PollOption {
  readonly name: string;
  readonly voters: readonly Author[];
  /** Our number has chosen it, whoever of us did. */
  readonly isOurs: boolean;
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
      const voters = cast
        .filter(({ options: chosen }) => chosen.includes(name))
        .map(({ author }) => author);
      const share = cast.length === 0 ? 0 : voters.length / cast.length;
      return { name, voters, isOurs: voters.some(isUs), share };
    }),
    voters: cast.length,
  };
}

/** What our number has chosen. */
export function ourChoice({ votes = [] }: Message): Choice {
  return votes.find(({ author }) => isUs(author))?.options ?? [];
}

/** The poll as it is once our vote has arrived. */
export function withOurVote(message: Message, options: Choice, me: Author): Message {
  const others = (message.votes ?? []).filter(({ author }) => !isUs(author));
  return { ...message, votes: [...others, { author: me, options: [...options], at: message.at }] };
}

function isUs(author: Author): boolean {
  return !isSameSide(author, { type: 'contact' });
}
