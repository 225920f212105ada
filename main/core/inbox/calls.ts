import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Gateway, GatewayEvent, IncomingMessage } from '../ports/gateway.ts';
import type { Tx } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';

/** The line of the call log comes when the call is over, under a key of its own. */
const SAME_CALL_MS = 3 * 60_000;
const LOOK_BACK = 50;
/** Whoever calls again and again is told once. */
const TOLD_MS = 10 * 60_000;

type Ringing = Extract<GatewayEvent, { type: 'call' }>;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** The message of a call that rang, if this line of the call log is about the same call. */
export function sameCall(
  tx: Tx,
  conversation: Conversation,
  { key, from, at, content }: IncomingMessage,
): Message | null {
  if (from !== 'contact' || content.kind !== 'call' || isRinging(key)) return null;
  const found = tx.messages
    .newest(conversation.id, LOOK_BACK)
    .find(
      (message) =>
        message.content.kind === 'call' &&
        message.waKey !== null &&
        isRinging(message.waKey) &&
        message.content.isVideo === content.isVideo &&
        Math.abs(message.at - at) < SAME_CALL_MS,
    );
  return found ?? null;
}

/** Keys of calls that ring are made by the gateway and never WhatsApp's own. */
function isRinging(key: WaMessageKey): boolean {
  return /_CALL[A-Za-z0-9]+$/.test(key);
}

/** Ends a call by the office's setting and tells the customer what to do instead. */
export async function answerCall(needs: Needs, call: Ringing): Promise<void> {
  const { ledger, gateway, settings, log } = needs;
  const { reject, rejectText } = settings.current().calls;
  if (!reject) return;
  try {
    await gateway.rejectCall(call);
  } catch (error) {
    log.warn({ error }, 'a call could not be rejected');
    return;
  }
  await ledger.write((unit) => noteRejection(unit, needs.clock, call.key, rejectText.trim()));
}

function noteRejection(unit: Unit, clock: Clock, key: WaMessageKey, text: string): void {
  const { tx, record } = unit;
  const call = tx.messages.byKey(key);
  // Told twice, it was dealt with already.
  if (call?.content.kind !== 'call' || call.content.outcome !== 'unknown') return;
  const { conversationId, id: messageId } = call;
  const content = { ...call.content, outcome: 'rejected' as const };
  record({ kind: 'message.completed', conversationId, messageId, content });

  const conversation = tx.conversations.get(conversationId);
  if (conversation === null || text === '' || wasTold(tx, conversation, clock.now())) return;
  const message: Message = {
    id: tx.nextId('message') as MessageId,
    conversationId,
    waKey: null,
    author: { type: 'deskline' },
    at: Math.max(clock.now(), conversation.lastAt + 1),
    content: { kind: 'text', text },
    state: 'queued',
    failure: null,
    clientRef: null,
    arrivedLate: false,
    isImported: false,
  };
  record({ kind: 'message.queued', conversationId, message });
}

function wasTold(tx: Tx, { id }: Conversation, now: number): boolean {
  return tx.messages
    .newest(id, LOOK_BACK)
    .some(({ author, at }) => author.type === 'deskline' && now - at < TOLD_MS);
}
