/** From message to message by keys. True: the key did something. */
export function stepInTimeline(
  scroller: HTMLElement,
  from: HTMLElement,
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const next = nextMessage(scroller, from, key);
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

function nextMessage(scroller: HTMLElement, from: HTMLElement, key: string): HTMLElement | null {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const messages = [...scroller.querySelectorAll<HTMLElement>('[data-message]')];
  const at = messages.indexOf(from);
  if (at >= 0) return messages[key === 'ArrowUp' ? at - 1 : at + 1] ?? null;
  // Into the messages: the lowest one in view.
  if (key === 'ArrowDown') return null;
  const { bottom } = scroller.getBoundingClientRect();
  return messages.findLast((message) => message.getBoundingClientRect().top < bottom) ?? null;
}
