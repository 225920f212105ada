import type { Media } from '#shared/domain/message.ts';

const WIDEST = 336;
const TALLEST = 360;
const NARROWEST = 180;

/** The box a picture gets in the timeline, in px, known before it is loaded so that nothing jumps. */
export function fitImage({ width, height }: Pick<Media, 'width' | 'height'>): {
  readonly width: number;
  readonly height: number;
} {
  if (!width || !height) return { width: WIDEST, height: Math.round((WIDEST * 3) / 4) };
  const scale = Math.min(WIDEST / width, TALLEST / height);
  return {
    width: Math.max(NARROWEST, Math.round(width * scale)),
    height: Math.max(96, Math.round(height * scale)),
  };
}
