import { z } from 'zod';
import type { CallContent } from '#shared/domain/content-kinds.ts';
import { rawMessageSchema } from './raw-message.ts';
import type { RawMessage } from './raw-message.ts';

/** WhatsApp's words and numbers for how a call ended; the older ones are in the subtype. */
const OUTCOMES: Readonly<Record<string, CallContent['outcome']>> = {
  connected: 'answered',
  completed: 'answered',
  accepted_elsewhere: 'answered',
  acceptedelsewhere: 'answered',
  missed: 'missed',
  silenced: 'missed',
  silenced_by_dnd: 'missed',
  silenced_unknown_caller: 'missed',
  miss: 'missed',
  miss_video: 'missed',
  failed: 'missed',
  canceled: 'missed',
  cancelled: 'missed',
  rejected: 'rejected',
  declined: 'rejected',
  ringing: 'unknown',
};

const addressSchema = z.union([z.string(), z.object({ _serialized: z.string() })]);

/** What whatsapp-web.js says of a call that rings. */
export const rawCallSchema = z.object({
  id: z.string().min(1).max(120),
  from: addressSchema.transform((peer) => (typeof peer === 'string' ? peer : peer._serialized)),
  isVideo: z.boolean().nullish().catch(null),
  isGroup: z.boolean().nullish().catch(null),
  fromMe: z.boolean().nullish().catch(null),
});
export type RawCall = z.infer<typeof rawCallSchema>;

/** The message that a ringing call is until the call log says what became of it. */
export function messageOf({ id, from, isVideo }: RawCall, now: number): RawMessage {
  // Calls come from one of a person's devices; chats are with the person.
  const remote = from.replace(/:[0-9]+@/, '@');
  return rawMessageSchema.parse({
    id: { fromMe: false, remote, id: `CALL${id.replace(/[^A-Za-z0-9]/g, '')}` },
    type: 'call_log',
    callOutcome: 'ringing',
    isVideoCall: isVideo === true,
    t: Math.floor(now / 1_000),
  });
}

/** A line of the call log. One that says nothing of how it ended counts as missed when it had no length. */
export function callOf(raw: RawMessage): CallContent {
  const word = `${raw.callOutcome ?? raw.subtype ?? ''}`.toLowerCase();
  const seconds = raw.callDuration != null && raw.callDuration > 0 ? raw.callDuration : null;
  return {
    kind: 'call',
    isVideo: raw.isVideoCall === true || raw.subtype?.includes('video') === true,
    outcome: OUTCOMES[word] ?? (seconds === null ? 'missed' : 'answered'),
    seconds,
  };
}
