import type { WaAddress } from '#shared/domain/ids.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Gateway, HistoryPage, IncomingMessage } from '../ports/gateway.ts';

const PAGE = 100;
/** Pages that bring nothing in a row before a chat is given up for now. */
const EMPTY_PAGES = 5;

export interface ReadBack {
  /** Oldest first. */
  readonly messages: readonly IncomingMessage[];
  readonly acknowledged: HistoryPage['acknowledged'];
  /** False: WhatsApp Web has nothing older, and `isEnough` was never true. */
  readonly isMet: boolean;
}

/**
 * Reads a chat from its newest message backwards, page by page, each call bounded, until what was
 * read is enough or the chat begins. Rejects with a GatewayError when WhatsApp Web does not serve it.
 */
export async function readBack(
  gateway: Gateway,
  address: WaAddress,
  isEnough: (messages: readonly IncomingMessage[]) => boolean,
): Promise<ReadBack> {
  let messages: readonly IncomingMessage[] = [];
  const acknowledged: HistoryPage['acknowledged'][number][] = [];
  let before: string | null = null;
  for (let emptyPages = 0; ;) {
    const page: HistoryPage = await gateway.history(address, PAGE, before);
    messages = [...page.messages, ...messages];
    acknowledged.push(...page.acknowledged);
    if (isEnough(messages)) return { messages, acknowledged, isMet: true };
    if (page.next === null) return { messages, acknowledged, isMet: false };
    emptyPages = page.next === before ? emptyPages + 1 : 0;
    if (emptyPages === EMPTY_PAGES) throw new GatewayError('timeout', 'A chat does not load.');
    before = page.next;
  }
}
