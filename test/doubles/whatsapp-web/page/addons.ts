import { reactionRow, reactions, rowsOf, storeAddonsOf, voteRow, votes } from './addon-tables.ts';
import type { ReactionRow, VoteRow } from './addon-tables.ts';
import { handle } from './connection.ts';
import { Msg } from './messages.ts';
import type { MsgKey } from './msg-key.ts';
import { define } from './require.ts';

const reactionTableMode = {
  async bulkUpsert(rows: readonly ReactionRow[]): Promise<void> {
    for (const row of rows) {
      const known = rowsOf(reactions, row.reactionParentKey);
      if (row.reactionText === '') known.delete(String(row.from));
      else known.set(String(row.from), row);
      Msg.get(row.reactionParentKey)?.set({ hasReaction: known.size > 0 });
    }
  },
};

const pollVoteTableMode = {
  async bulkUpsert(rows: readonly VoteRow[]): Promise<void> {
    for (const row of rows) rowsOf(votes, row.pollUpdateParentKey).set(String(row.from), row);
  },
};

// The library takes the place of these two functions, so they are looked up at each call.
handle('reaction', ({ key, reaction }) => {
  void reactionTableMode.bulkUpsert([reactionRow(key, reaction)]);
});
handle('vote', ({ key, vote, isSilent }) => {
  if (isSilent) storeAddonsOf({ key, votes: [vote] });
  else void pollVoteTableMode.bulkUpsert([voteRow(key, vote)]);
});

/** Reactions to one message, put together by emoji. */
class ReactionsOfMessage {
  readonly reactions: { readonly length: number; serialize(): unknown[] };

  constructor(rows: readonly ReactionRow[]) {
    const emojis = [...new Set(rows.map((row) => row.reactionText))];
    const serialize = () =>
      emojis.map((aggregateEmoji) => {
        const senders = rows.filter((row) => row.reactionText === aggregateEmoji);
        return {
          id: aggregateEmoji,
          aggregateEmoji,
          hasReactionByMe: senders.some(({ id }) => id.fromMe),
          senders: senders.map((row) => ({
            msgKey: String(row.id),
            parentMsgKey: String(row.reactionParentKey),
            reactionText: row.reactionText,
            senderUserJid: String(row.from),
            timestamp: row.reactionTimestamp,
            read: row.read,
          })),
        };
      });
    this.reactions = { length: emojis.length, serialize };
  }
}

export const Reactions = {
  async find(id: string | MsgKey): Promise<ReactionsOfMessage> {
    const rows = reactions.get(String(id)) ?? new Map<string, ReactionRow>();
    return new ReactionsOfMessage([...rows.values()]);
  },
};

define('WAWebAddonReactionTableMode', { reactionTableMode });
define('WAWebAddonPollVoteTableMode', { pollVoteTableMode });
define('WAWebPollsVotesSchema', {
  getTable: () => ({
    equals: async (_index: readonly string[], parent: string) =>
      [...(votes.get(parent)?.values() ?? [])].map((row) => ({
        parentMsgKey: parent,
        msgKey: String(row.id),
        sender: String(row.from),
        selectedOptionLocalIds: new Uint8Array(row.selectedOptionLocalIds),
        senderTimestampMs: row.senderTimestampMs,
      })),
  }),
});
