import { untrack } from 'svelte';
import { t } from '#renderer/i18n/index.ts';
import { messageText, previewText } from '#renderer/parts/preview.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import type { Timeline } from '#shared/client/types.ts';

const JUST_NOW_MS = 10_000;

/**
 * Tells a screen reader what a customer has just written in the open conversation. What it returns
 * takes that back: it is not to stay in the page longer than in the timeline.
 */
export function announceNew(desk: Desk, name: string, timeline: Timeline): () => void {
  let said = '';
  const silence = (): void => {
    if (desk.announcement === said) desk.announcement = '';
  };
  const last = timeline.messages.at(-1);
  if (last?.author.type !== 'contact' || Date.now() - last.at > JUST_NOW_MS) return silence;
  if (last.deletion !== undefined) return silence;
  const { kind } = last.content;
  const text = previewText({ kind, text: messageText(last.content) });
  said = t.inbox.announce.message(name, text);
  untrack(() => (desk.announcement = said));
  return silence;
}
