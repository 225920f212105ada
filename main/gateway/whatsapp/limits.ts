import type { OutgoingContent } from '#main/core/ports/gateway.ts';
import type { CallName, CallParams, SendLimits, SessionPace } from './protocol.ts';

export const SEND_LIMITS: SendLimits = { text: 30_000, media: 120_000 };

/** How long each thing may take before something is done about it, in milliseconds. */
export const SESSION_PACE: SessionPace = {
  start: 90_000,
  recognize: 60_000,
  reload: 45_000,
  sync: 180_000,
  offline: 5 * 60_000,
  look: 15_000,
  answer: 12_000,
};

/** How long a message that WhatsApp Web took may go without any acknowledgement. */
export const ACKNOWLEDGE_MS = 90_000;

/** Milliseconds that each other call may take. */
export const CALL_LIMITS: Readonly<Record<Exclude<CallName, 'send'>, number>> = {
  newKey: 15_000,
  act: 25_000,
  find: 15_000,
  showTyping: 5_000,
  markSeen: 10_000,
  // A large file over a slow line.
  openMedia: 300_000,
  readMedia: 30_000,
  closeMedia: 15_000,
  rejectCall: 15_000,
  chats: 30_000,
  history: 45_000,
  picture: 40_000,
  blocked: 15_000,
  setBlocked: 20_000,
  memory: 15_000,
};

export function sendLimit(content: OutgoingContent, limits: SendLimits): number {
  return 'path' in content ? limits.media : limits.text;
}

export function callLimit(
  name: CallName,
  params: CallParams<CallName>,
  limits: SendLimits,
): number {
  if (name !== 'send') return CALL_LIMITS[name];
  return 'content' in params ? sendLimit(params.content, limits) : limits.media;
}
