import type { Attachment } from 'svelte/attachments';

const HOLD_MS = 450;
const MOVED_PX = 10;

/** A finger that stays: what a right click is for a mouse. */
export function longPress(onPress: (x: number, y: number) => void): Attachment<HTMLElement> {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start = { x: 0, y: 0 };
    const cancel = (): void => clearTimeout(timer);
    const down = ({ pointerType, clientX: x, clientY: y }: PointerEvent): void => {
      if (pointerType !== 'touch') return;
      start = { x, y };
      cancel();
      timer = setTimeout(() => onPress(x, y), HOLD_MS);
    };
    const move = ({ clientX, clientY }: PointerEvent): void => {
      if (Math.hypot(clientX - start.x, clientY - start.y) > MOVED_PX) cancel();
    };
    const listeners = { pointerdown: down, pointermove: move } as const;
    const ends = ['pointerup', 'pointercancel', 'pointerleave'] as const;
    element.addEventListener('pointerdown', listeners.pointerdown);
    element.addEventListener('pointermove', listeners.pointermove);
    for (const end of ends) element.addEventListener(end, cancel);
    return () => {
      cancel();
      element.removeEventListener('pointerdown', listeners.pointerdown);
      element.removeEventListener('pointermove', listeners.pointermove);
      for (const end of ends) element.removeEventListener(end, cancel);
    };
  };
}
