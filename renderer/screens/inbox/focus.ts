import { tick } from 'svelte';
import type { MessageId } from '#shared/domain/ids.ts';

/** Ids of the places that keys jump to from anywhere on the screen. */
export const SEARCH_ID = 'search';
export const COMPOSER_ID = 'composer';

/** On a phone, focus would bring up the keyboard over half the screen. */
export function hasKeyboard(): boolean {
  return !matchMedia('(pointer: coarse)').matches;
}

export async function focusSearch(): Promise<void> {
  await tick();
  const field = document.getElementById(SEARCH_ID);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

export async function focusComposer(): Promise<void> {
  if (!hasKeyboard()) return;
  await tick();
  document.getElementById(COMPOSER_ID)?.focus({ preventScroll: true });
}

/**
 * The row of the open conversation, else the one that Tab would stop at, else, of a list without
 * any, its tab. False: no list is shown.
 */
export async function focusList(): Promise<boolean> {
  await tick();
  const row =
    document.querySelector<HTMLElement>('[data-conversation][aria-current="true"]') ??
    document.querySelector<HTMLElement>('[data-conversation][tabindex="0"]') ??
    document.querySelector<HTMLElement>('[role="tab"][id^="view-"][tabindex="0"]');
  row?.focus();
  return row !== null && document.activeElement === row;
}

/** A message that is on the screen. */
export async function focusMessage(id: MessageId): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(`[data-message="${id}"]`)?.focus({ preventScroll: true });
}

/** The lowest message in view. */
export function focusLastMessage(): void {
  const messages = [...document.querySelectorAll<HTMLElement>('[data-message]')];
  const field = document.getElementById(COMPOSER_ID)?.getBoundingClientRect().top ?? Infinity;
  const last = messages.findLast((message) => message.getBoundingClientRect().top < field);
  last?.focus();
}
