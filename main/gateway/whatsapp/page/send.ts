import type { PageChat, PageSendOutcome, PageWindow } from './page-window.ts';

/** The address that WhatsApp Web will file a message under, and a fresh id for it. */
export async function prepareKey(to: string): Promise<{ chat: string; id: string }> {
  const page = globalThis as unknown as PageWindow;
  // Somebody who is not on WhatsApp: the send says so.
  const chat = await page.WWebJS.getChat(to, { getAsModel: false }).catch(() => null);
  const id = await page.require('WAWebMsgKey').newId();
  return { chat: chat?.id._serialized ?? to, id };
}

export interface SendOrder {
  readonly chat: string;
  readonly id: string;
  readonly text: string;
  /** Id of the quoted message in this chat, and whether it is ours. */
  readonly quote?: { readonly id: string; readonly fromMe: boolean } | null;
  /** whatsapp-web.js's options for a message, media included. */
  readonly options: Readonly<Record<string, unknown>>;
  /** When this much time has passed, it is not handed over any more. */
  readonly ms: number;
}

/** Starts a send under a prepared id and returns at once; `awaitSend` tells how it went. */
export function beginSend({ chat: address, id, text, quote, options, ms }: SendOrder): void {
  const page = globalThis as unknown as PageWindow;
  const startedAt = performance.now();
  const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

  const findQuoted = async (
    chat: PageChat,
    { id: quotedId, fromMe }: { id: string; fromMe: boolean },
  ) => {
    const { Msg } = page.require('WAWebCollections');
    const api = page.require('WAWebApiContact');
    const other = chat.id.isLid() ? api.getPhoneNumber(chat.id) : api.getCurrentLid(chat.id);
    for (const wid of [chat.id, other]) {
      if (!wid) continue;
      const quotedKey = `${fromMe}_${wid._serialized}_${quotedId}`;
      const message = Msg.get(quotedKey) ?? (await Msg.getMessagesById([quotedKey]))?.messages?.[0];
      if (message) return message;
    }
    throw new Error('WhatsApp Web does not have the quoted message.');
  };

  const run = async (): Promise<PageSendOutcome> => {
    let isHandedOver = false;
    let key = '';
    try {
      const found = await page.WWebJS.getChat(address, { getAsModel: false }).catch(textOf);
      if (!found || typeof found === 'string') return { result: 'no-chat', why: found || '' };
      const me = page.require('WAWebUserPrefsMeUser');
      const from = found.id.isLid() ? me.getMaybeMeLidUser() : me.getMaybeMePnUser();
      const MsgKey = page.require('WAWebMsgKey');
      const prepared = new MsgKey({ from, to: found.id, id, selfDir: 'out' });
      key = prepared.toString();
      // Where it cannot be quoted, the library sends without the quote and says nothing.
      const quoted = quote && (await findQuoted(found, quote));
      if (quoted && !(page.require('WAWebMsgReply')?.canReplyMsg(quoted.unsafe()) ?? true)) {
        throw new Error('The quoted message cannot be answered.');
      }
      await page.WWebJS.sendMessage(found, text, {
        ...options,
        ...(quoted ? { quotedMessageId: quoted.id.toString(), ignoreQuoteErrors: false } : {}),
        // The library reads these last of all, right before WhatsApp Web's own send.
        extraOptions: {
          ...(options.extraOptions as object | undefined),
          get id() {
            if (performance.now() - startedAt > ms) throw new Error('too late to send');
            isHandedOver = true;
            return prepared;
          },
        },
      });
      return { result: 'accepted' };
    } catch (error) {
      const ack = page.require('WAWebCollections').Msg.get(key)?.ack ?? null;
      return { result: 'failed', isHandedOver, ack, why: textOf(error) };
    }
  };

  page.desklineSends ??= new Map();
  page.desklineSends.set(id, run());
}

/** The outcome, `running` when it takes longer than `ms`, or `gone` when the page knows no such send. */
export async function awaitSend({
  id,
  ms,
}: {
  readonly id: string;
  readonly ms: number;
}): Promise<PageSendOutcome | 'running' | 'gone'> {
  const sends = (globalThis as unknown as PageWindow).desklineSends;
  const running = sends?.get(id);
  if (!running) return 'gone';
  const pause = new Promise<'running'>((resolve) => setTimeout(() => resolve('running'), ms));
  const outcome = await Promise.race([running, pause]);
  if (outcome !== 'running') sends?.delete(id);
  return outcome;
}
