import type { CallContent } from '#shared/domain/content-kinds.ts';
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
};

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
