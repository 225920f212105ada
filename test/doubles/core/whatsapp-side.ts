import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { Office } from './office.ts';

/** What WhatsApp has of a chat by now, oldest first. */
export function whatsAppHas(
  { gateway }: Office,
  messages: readonly IncomingMessage[],
  unread = messages.length,
): void {
  const { address } = messages[0]!.contact;
  const newest = messages.at(-1)!;
  gateway.histories.set(address, [...messages]);
  gateway.chatList = [
    ...gateway.chatList.filter((chat) => chat.address !== address),
    { address, lastMessageAt: newest.at, lastKey: newest.key, unread },
  ];
}

/** Nothing is missing any more, and history has been taken over. */
export async function caughtUp(office: Office): Promise<void> {
  const { marks, coverage } = office.store.read;
  const isImporting = () => coverage.get().numbers.some((number) => number.import !== null);
  while (marks.get('gap-after') !== null || isImporting()) {
    await office.settled();
    await office.clock.advance(20);
  }
  await office.settled();
}

export async function connectAndCatchUp(office: Office): Promise<void> {
  office.gateway.connect();
  await office.settled();
  await caughtUp(office);
}

/** The texts of a chat, as a timeline shows them. */
export function textsOf(office: Office, name = 'Anna'): string[] {
  const conversation = office.conversations().find(({ contact }) => contact.name === name);
  return conversation === undefined
    ? []
    : office
        .messages(conversation)
        .map(({ content }) => (content.kind === 'text' ? content.text : ''));
}
