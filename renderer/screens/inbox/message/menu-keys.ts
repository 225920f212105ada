const PLACES = '[data-emoji], [data-action]';

/** The emoji stand in a row: left and right go along it, up and down leave it. */
export function stepInMenu(event: KeyboardEvent): void {
  const { currentTarget: menu, target } = event;
  if (!(menu instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const next = nextPlace(menu, target, event.key);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

function nextPlace(menu: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const emoji = [...menu.querySelectorAll<HTMLElement>('[data-emoji]')];
  const actions = [...menu.querySelectorAll<HTMLElement>('[data-action]')];
  const place = from.closest<HTMLElement>(PLACES);
  const column = place ? emoji.indexOf(place) : -1;
  const row = place ? actions.indexOf(place) : -1;
  if (key === 'Home') return emoji[0] ?? actions[0];
  if (key === 'End') return actions.at(-1);
  if (column >= 0) {
    if (key === 'ArrowRight') return emoji[(column + 1) % emoji.length];
    if (key === 'ArrowLeft') return emoji.at(column - 1);
    if (key === 'ArrowDown') return actions[0];
    return key === 'ArrowUp' ? actions.at(-1) : undefined;
  }
  const isAtEdge =
    (key === 'ArrowUp' && row <= 0) || (key === 'ArrowDown' && row + 1 === actions.length);
  if (isAtEdge && row >= 0) return emoji[0] ?? (key === 'ArrowUp' ? actions.at(-1) : actions[0]);
  if (row < 0 && key === 'ArrowDown') return actions[0];
  return undefined;
}
