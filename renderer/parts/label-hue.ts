import type { Tag } from '#shared/domain/labels.ts';

const HUES: Readonly<Record<Tag['colour'], number>> = {
  grey: 220,
  red: 24,
  orange: 52,
  yellow: 92,
  green: 152,
  teal: 192,
  blue: 250,
  purple: 300,
  pink: 350,
};

/** A label's colour; each shade of it is made from this. */
export function labelHue(colour: Tag['colour']): { readonly hue: number; readonly chroma: number } {
  return { hue: HUES[colour], chroma: colour === 'grey' ? 0.15 : 1 };
}
