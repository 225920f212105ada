import { keyFromWire } from './msg-key.ts';
import type { MsgKey } from './msg-key.ts';
import { createWid } from './wid.ts';
import type { Wid } from './wid.ts';
import type { WireKey, WireMessage, WireReaction, WireVote } from '../protocol.ts';

/** Reactions and votes: kept beside the messages they are about, in tables of their own. */

export interface ReactionRow {
  readonly id: MsgKey;
  readonly reactionParentKey: MsgKey;
  readonly reactionText: string;
  /** Milliseconds. */
  readonly reactionTimestamp: number;
  readonly author: undefined;
  readonly from: Wid;
  readonly ack: number;
  readonly read: boolean;
}

export interface VoteRow {
  readonly id: MsgKey;
  readonly pollUpdateParentKey: MsgKey;
  readonly selectedOptionLocalIds: readonly number[];
  readonly senderTimestampMs: number;
  readonly t: number;
  readonly author: undefined;
  readonly from: Wid;
}

/** By the text of the message's key, then by who it is from. */
export const reactions = new Map<string, Map<string, ReactionRow>>();
export const votes = new Map<string, Map<string, VoteRow>>();

export function rowsOf<R>(table: Map<string, Map<string, R>>, parent: MsgKey): Map<string, R> {
  const rows = table.get(String(parent)) ?? new Map<string, R>();
  table.set(String(parent), rows);
  return rows;
}

export function reactionRow(parent: WireKey, { key, from, emoji, at }: WireReaction): ReactionRow {
  return {
    id: keyFromWire(key),
    reactionParentKey: keyFromWire(parent),
    reactionText: emoji,
    reactionTimestamp: at,
    author: undefined,
    from: createWid(from),
    ack: 1,
    read: false,
  };
}

export function voteRow(parent: WireKey, { key, from, options, at }: WireVote): VoteRow {
  return {
    id: keyFromWire(key),
    pollUpdateParentKey: keyFromWire(parent),
    selectedOptionLocalIds: options,
    senderTimestampMs: at,
    t: at,
    author: undefined,
    from: createWid(from),
  };
}

/** What a message that is only now loaded has had for a while: nobody is told. */
export function storeAddonsOf({
  key,
  reactions: told = [],
  votes: cast = [],
}: Pick<WireMessage, 'key' | 'reactions' | 'votes'>): void {
  const parent = keyFromWire(key);
  for (const each of told) rowsOf(reactions, parent).set(each.from, reactionRow(key, each));
  for (const each of cast) rowsOf(votes, parent).set(each.from, voteRow(key, each));
}
