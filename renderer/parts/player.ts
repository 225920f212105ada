let playing: HTMLMediaElement | null = null;

/** One recording at a time: starting one pauses the other. */
export function startsPlaying(element: HTMLMediaElement): void {
  if (playing && playing !== element) playing.pause();
  playing = element;
}

export const speeds = [1, 1.5, 2] as const;
export type Speed = (typeof speeds)[number];

let lastSpeed: Speed = 1;

/** Whoever listens fast listens to the next one fast as well. */
export function preferredSpeed(): Speed {
  return lastSpeed;
}

export function nextSpeed(speed: Speed): Speed {
  lastSpeed = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1;
  return lastSpeed;
}
