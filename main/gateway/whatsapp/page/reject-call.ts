import type { PageWindow } from './page-window.ts';

interface Ringing {
  readonly peer: string;
  readonly callId: string;
}

export async function rejectCall({ peer, callId }: Ringing): Promise<void> {
  await (globalThis as unknown as PageWindow).WWebJS.rejectCall(peer, callId);
}
