import type { PageMessage, PageWindow } from './page-window.ts';

export interface ActOrder {
  readonly type: 'react' | 'vote' | 'edit' | 'delete';
  readonly chat: string;
  readonly id: string;
  readonly fromMe: boolean;
  /** The emoji, or the new text. */
  readonly text: string;
  /** The names of the answers to choose in a poll. */
  readonly options: readonly string[];
  /**
   * From then on (milliseconds since 1970) nobody waits for a result any more: what has not begun
   * does not begin.
   */
  readonly until: number;
}

/** `refused`: certainly not done. `done`: the page shows it. */
export type PageActOutcome =
  | { readonly result: 'done' }
  | { readonly result: 'refused'; readonly why: string }
  | { readonly result: 'unknown'; readonly why: string };

/**
 * Reacts to, votes in, edits or takes back a message. The library's own calls say nothing of what came of
 * it, and its `delete` falls back to deleting here alone: so WhatsApp Web is asked first whether
 * it can, and looked at afterwards.
 */
export async function actOnMessage(order: ActOrder): Promise<PageActOutcome> {
  const page = globalThis as unknown as PageWindow;
  const { Msg, Chat } = page.require('WAWebCollections');
  const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const isOver = () => Date.now() >= order.until;
  const refused = (why: string) => ({ result: 'refused' as const, why });

  const wid = page.require('WAWebWidFactory').createWid(order.chat);
  const api = page.require('WAWebApiContact');
  // WhatsApp may have moved the chat to the person's other address since.
  const other = wid.isLid() ? api.getPhoneNumber(wid) : api.getCurrentLid(wid);
  const find = async (): Promise<PageMessage | null> => {
    for (const each of [wid, other]) {
      if (!each) continue;
      const key = `${order.fromMe}_${each._serialized}_${order.id}`;
      const found = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
      if (found) return found;
    }
    return null;
  };

  const message = await find().catch(() => null);
  if (!message) return refused('WhatsApp Web does not have this message.');
  if (isOver()) return refused('WhatsApp Web took too long to find this message.');

  /** Our vote in this poll as the page has it; null where it cannot be read. */
  const ourVote = async (): Promise<string | null> => {
    try {
      const user = page.require('WAWebUserPrefsMeUser');
      const us = [user.getMaybeMePnUser(), user.getMaybeMeLidUser()].map((each) => each?.user);
      const key = `${String(order.fromMe)}_${message.id.remote._serialized}_${order.id}`;
      const table = page.require('WAWebPollsVotesSchema').getTable();
      const rows = await table.equals(['parentMsgKey'], key);
      const ours = rows.filter(({ msgKey, sender, author, from }) => {
        const who = sender ?? author ?? from ?? '';
        const [name] = (typeof who === 'string' ? who : who._serialized).split(/[:@]/);
        return String(msgKey).startsWith('true_') || us.includes(name);
      });
      const last = ours.sort((a, b) => b.senderTimestampMs - a.senderTimestampMs)[0];
      return nameOf(new Uint8Array(last?.selectedOptionLocalIds ?? []));
    } catch {
      return null;
    }
  };
  const nameOf = (options: Iterable<number>) => [...options].sort((a, b) => a - b).join();

  const planVote = async (): Promise<Plan> => {
    const known = (message.pollOptions ?? []).map(({ name, localId }, index) => {
      return { name: name.slice(0, 500), id: localId ?? index };
    });
    const chosen = order.options.map((name) => known.find((each) => each.name === name)?.id);
    if (known.length === 0) return 'WhatsApp Web does not have the answers of this poll.';
    if (chosen.includes(undefined)) return 'The poll on WhatsApp has no such answer.';
    const { sendVote } = page.require('WAWebPollsSendVoteMsgAction');
    const ids = new Set(chosen.filter((id) => id !== undefined));
    const before = await ourVote();
    let isTaken = false;
    const begin = async () => {
      await sendVote(message, ids);
      isTaken = true;
    };
    const isDone = async () => {
      const now = await ourVote();
      if (now === null) return isTaken;
      return now === nameOf(ids) && (isTaken || (before !== null && now !== before));
    };
    return [begin, isDone];
  };

  /** A sentence: it cannot be done. The second function tells whether it can be seen. */
  type Plan = [begin: () => unknown, isDone: () => boolean | Promise<boolean>] | string;
  const plan = async (): Promise<Plan> => {
    if (order.type === 'vote') return planVote();
    const can = page.require('WAWebMsgActionCapability');
    if (order.type === 'react') {
      const { sendReactionToMsg } = page.require('WAWebSendReactionMsgAction');
      let isTaken = false;
      const begin = async () => {
        await sendReactionToMsg(message, order.text);
        isTaken = true;
      };
      return [begin, () => isTaken];
    }
    if (order.type === 'edit') {
      if (!can.canEditText(message) && !can.canEditCaption(message)) {
        return 'WhatsApp does not allow this message to be edited any more.';
      }
      const isDone = () => message.body === order.text || message.caption === order.text;
      return [() => page.WWebJS.editMessage(message, order.text, {}), isDone];
    }
    if (!can.canSenderRevokeMsg(message)) {
      return 'WhatsApp does not allow this message to be deleted for everyone any more.';
    }
    const chat = Chat.get(message.id.remote);
    if (!chat) return 'WhatsApp Web does not have this chat.';
    const begin = () =>
      page
        .require('WAWebCmd')
        .Cmd.sendRevokeMsgs(chat, { list: [message], type: 'message' }, { clearMedia: true });
    return [begin, () => message.type === 'revoked'];
  };

  let failure: string | null = null;
  try {
    const planned = await plan();
    if (typeof planned === 'string') return refused(planned);
    if (isOver()) return refused('WhatsApp Web took too long to look at this message.');
    const [begin, isDone] = planned;
    Promise.resolve(begin()).catch((error: unknown) => (failure = textOf(error)));
    for (;;) {
      if (await isDone()) return { result: 'done' };
      if (failure !== null) return { result: 'unknown', why: failure };
      if (isOver()) return { result: 'unknown', why: 'WhatsApp Web did not show it in time.' };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch (error) {
    // WhatsApp Web's own function is not where it was, or threw before it began.
    return refused(textOf(error));
  }
}
