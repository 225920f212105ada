import type { SeededRandom } from '../seeded-random.ts';
import { encodePng } from './png.ts';

type Colour = readonly [red: number, green: number, blue: number];

const WIDTH = 480;
const HEIGHT = 360;

/** Positions and sizes in pixels of a 480 x 360 picture; later shapes cover earlier ones. */
type Shape =
  | { readonly box: readonly [x: number, y: number, w: number, h: number]; readonly fill: Colour }
  | {
      readonly oval: readonly [cx: number, cy: number, rx: number, ry: number];
      readonly fill: Colour;
    };

interface Scene {
  /** The background runs from the first colour at the top to the second at the bottom. */
  readonly ground: readonly [Colour, Colour];
  readonly shapes: readonly Shape[];
}

const TABLE: readonly [Colour, Colour] = [
  [214, 196, 172],
  [176, 148, 118],
];
const INK: Colour = [52, 56, 64];
const PAPER: Colour = [250, 248, 242];

const lens = (cx: number, cy: number, frame: Colour): Shape[] => [
  { oval: [cx, cy, 74, 58], fill: frame },
  { oval: [cx, cy, 62, 46], fill: [222, 236, 240] },
  { oval: [cx - 18, cy - 14, 16, 10], fill: [244, 250, 252] },
];

const writing = (x: number, y: number, rows: number): Shape[] =>
  Array.from({ length: rows }, (_, row) => ({
    box: [x, y + row * 20, row % 3 === 2 ? 90 : 150, 6] as const,
    fill: [150, 150, 150] as const,
  }));

const scenes = {
  /** Glasses whose left arm has come off. */
  brokenGlasses: {
    ground: TABLE,
    shapes: [
      ...lens(170, 170, INK),
      ...lens(320, 170, INK),
      { box: [232, 158, 30, 10], fill: INK },
      { box: [386, 160, 80, 10], fill: INK },
      { box: [60, 290, 130, 10], fill: INK },
      { oval: [196, 295, 6, 6], fill: [190, 160, 60] },
    ],
  },
  redFrames: {
    ground: [
      [240, 240, 244],
      [214, 216, 224],
    ],
    shapes: [
      ...lens(165, 180, [176, 32, 44]),
      ...lens(315, 180, [176, 32, 44]),
      { box: [226, 164, 32, 12], fill: [176, 32, 44] },
      { box: [84, 168, 12, 34], fill: [140, 24, 36] },
      { box: [386, 168, 12, 34], fill: [140, 24, 36] },
    ],
  },
  scratchedLens: {
    ground: TABLE,
    shapes: [
      { oval: [240, 180, 170, 130], fill: [96, 74, 52] },
      { oval: [240, 180, 148, 110], fill: [226, 238, 242] },
      ...Array.from({ length: 7 }, (_, step) => ({
        box: [190 + step * 12, 130 + step * 13, 22, 2] as const,
        fill: [120, 140, 150] as const,
      })),
    ],
  },
  parcel: {
    ground: [
      [150, 160, 170],
      [110, 116, 124],
    ],
    shapes: [
      { oval: [240, 300, 170, 26], fill: [84, 90, 98] },
      { box: [90, 90, 300, 210], fill: [196, 154, 104] },
      { box: [90, 90, 300, 34], fill: [176, 136, 90] },
      { box: [222, 90, 36, 210], fill: [222, 198, 152] },
      { box: [276, 190, 92, 66], fill: PAPER },
      ...writing(284, 200, 2).map((shape) => ({ ...shape, fill: INK })),
    ],
  },
  prescription: {
    ground: TABLE,
    shapes: [
      { box: [120, 30, 240, 310], fill: [196, 180, 160] },
      { box: [112, 22, 240, 310], fill: PAPER },
      { box: [136, 46, 110, 14], fill: [40, 96, 150] },
      ...writing(136, 86, 9),
      { oval: [300, 292, 34, 14], fill: [60, 70, 150] },
      { oval: [300, 292, 28, 9], fill: PAPER },
    ],
  },
  storefront: {
    ground: [
      [166, 206, 236],
      [226, 236, 242],
    ],
    shapes: [
      { oval: [410, 66, 30, 30], fill: [252, 222, 120] },
      { box: [60, 90, 360, 200], fill: [214, 120, 92] },
      { box: [60, 130, 360, 34], fill: [44, 92, 116] },
      { box: [88, 180, 130, 110], fill: [206, 230, 238] },
      { box: [262, 180, 70, 110], fill: [76, 54, 44] },
      { oval: [320, 238, 4, 4], fill: [230, 200, 110] },
      { box: [0, 290, 480, 70], fill: [140, 140, 144] },
    ],
  },
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;

/** A small picture of the scene, slightly different each time, as photos are. */
export function paintScene(name: SceneName, random: SeededRandom) {
  const { ground, shapes }: Scene = scenes[name];
  const light = random.int(-14, 10);
  const [dx, dy] = [random.int(-12, 12), random.int(-8, 8)];
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  const paint = (x: number, y: number, colour: Colour) => {
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return;
    const at = (y * WIDTH + x) * 3;
    for (const part of [0, 1, 2] as const) {
      pixels[at + part] = Math.max(0, Math.min(255, colour[part] + light));
    }
  };
  for (let y = 0; y < HEIGHT; y += 1) {
    const colour = blend(ground, y / HEIGHT);
    for (let x = 0; x < WIDTH; x += 1) paint(x, y, colour);
  }
  for (const shape of shapes) draw(shape, (x, y) => paint(x + dx, y + dy, shape.fill));
  const bytes = encodePng(WIDTH, HEIGHT, pixels);
  return { bytes, width: WIDTH, height: HEIGHT, mime: 'image/png' };
}

function draw(shape: Shape, dot: (x: number, y: number) => void): void {
  const [left, top, width, height] = 'box' in shape ? shape.box : frameOf(shape.oval);
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      if ('box' in shape || isInside(shape.oval, x, y)) dot(x, y);
    }
  }
}

type Oval = readonly [cx: number, cy: number, rx: number, ry: number];

const frameOf = ([cx, cy, rx, ry]: Oval): Oval => [cx - rx, cy - ry, 2 * rx + 1, 2 * ry + 1];

const isInside = ([cx, cy, rx, ry]: Oval, x: number, y: number) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

function blend([from, to]: readonly [Colour, Colour], share: number): Colour {
  const mix = (a: number, b: number) => a + (b - a) * share;
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}
