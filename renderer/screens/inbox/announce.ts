import { untrack } from 'svelte';
import { t } from '#renderer/i18n/index.ts';
import { messageText, previewText } from '#renderer/parts/preview.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import type { Timeline } from '#shared/client/types.ts';

const JUST_NOW_MS = 10_000;

/** Tells a screen reader what a customer has just written in the open conversation. */
export function announceNew(desk: Desk, name: string, timeline: Timeline): void {
  const last = timeline.messages.at(-1);
  if (last?.author.type !== 'contact' || Date.now() - last.at > JUST_NOW_MS) return;
  if (last.deletion !== undefined) return;
  const { kind } = last.content;
  const text = previewText({ kind, text: messageText(last.content) });
  untrack(() => (desk.announcement = t.inbox.announce.message(name, text)));
}
