import { expect, it } from 'vitest';
import { labelHue } from '#renderer/parts/label-hue.ts';
import { leastUsedColour } from '#renderer/state/tag-actions.ts';
import type { Tag } from '#shared/domain/labels.ts';
import { tagSchema } from '#shared/domain/labels.ts';

it('gives each new tag a colour that the others have least', () => {
  const tags: { colour: Tag['colour'] }[] = [];
  for (let count = 0; count < 9; count++) tags.push({ colour: leastUsedColour(tags) });
  expect(new Set(tags.map(({ colour }) => colour)).size).toBe(9);
  expect(leastUsedColour(tags)).toBe(tags[0]?.colour);
});

it('shows each colour by a hue of its own', () => {
  const hues = tagSchema.shape.colour.options.map((colour) => labelHue(colour).hue);
  expect(new Set(hues).size).toBe(hues.length);
});
