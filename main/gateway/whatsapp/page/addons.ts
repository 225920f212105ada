import type { PageWid, PageWindow } from './page-window.ts';

interface Asked {
  /** The message's key, as text. */
  readonly key: string;
  readonly hasReaction: boolean;
  readonly isPoll: boolean;
}

/** Who did it, by address; times in milliseconds since 1970. */
export interface PageReaction {
  readonly sender: string;
  readonly emoji: string;
  readonly at: number;
}

export interface PageVote {
  readonly sender: string;
  /** The options' numbers within the poll. */
  readonly options: readonly number[];
  readonly at: number;
}

/** Null: the page does not say. */
export interface PageAddons {
  readonly reactions: readonly PageReaction[] | null;
  readonly votes: readonly PageVote[] | null;
}

/** Reactions to messages and votes in polls, in the order that they are asked for. */
export async function readAddons(asked: readonly Asked[]): Promise<PageAddons[]> {
  const page = globalThis as unknown as PageWindow;
  const attempt = async <T>(read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch {
      return null;
    }
  };
  const addressOf = (sender: string | PageWid | null | undefined) =>
    typeof sender === 'object' && sender !== null ? sender._serialized : (sender ?? '');

  const reactionsOf = async (key: string): Promise<PageReaction[]> => {
    const found = await page.require('WAWebCollections').Reactions.find(key);
    return (found?.reactions.serialize() ?? []).flatMap(({ aggregateEmoji, senders }) =>
      senders.map(({ senderUserJid, reactionText, timestamp }) => ({
        sender: addressOf(senderUserJid),
        emoji: reactionText || aggregateEmoji,
        at: timestamp,
      })),
    );
  };
  const votesOf = async (key: string): Promise<PageVote[]> => {
    const rows = await page
      .require('WAWebPollsVotesSchema')
      .getTable()
      .equals(['parentMsgKey'], key);
    return rows.map(({ sender, author, from, selectedOptionLocalIds, senderTimestampMs }) => ({
      sender: addressOf(sender ?? author ?? from),
      options: Array.from(new Uint8Array(selectedOptionLocalIds)),
      at: senderTimestampMs,
    }));
  };
  return Promise.all(
    asked.map(async ({ key, hasReaction, isPoll }) => ({
      reactions: hasReaction ? await attempt(() => reactionsOf(key)) : null,
      votes: isPoll ? await attempt(() => votesOf(key)) : null,
    })),
  );
}
