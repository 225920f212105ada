import fc from 'fast-check';
import { anyAtScreen, anyOnWhatsApp, CHATS, DESKS } from '../interleavings/steps.ts';

/** How much faster than a clock the office's time goes: heartbeats, silences, deadlines. */
export const SPEED = 4;
/** A screen says that its connection is gone after so much silence, in the office's time. */
export const SILENCE_MS = 25_000;

const chance = (percent: number) => fc.integer({ min: 0, max: percent }).map((each) => each / 100);
const between = (min: number, max: number) => fc.integer({ min, max });

const anyWeather = fc.record({
  delay: between(20, 120),
  jitter: between(0, 30),
  loss: between(1, 5).map((each) => each / 100),
  doubled: chance(2),
});

const desk = fc.nat(DESKS - 1);
const step = <const D extends string, T extends object>(
  name: D,
  more: { [K in keyof T]: fc.Arbitrary<T[K]> },
): fc.Arbitrary<{ readonly do: D } & T> =>
  fc.record<T>(more).map((rest): { readonly do: D } & T => ({ do: name, ...rest }));

const troubles = {
  /** For a moment nothing arrives, at one desk or at all. */
  blip: step('blip', { desk: fc.option(desk), ms: between(200, 1_200) }),
  /** For longer than anybody waits for a sign of life; neither end is told. */
  halfOpen: step('half open', {
    desk,
    ways: fc.constantFrom(['to host'], ['to screen'], ['to host', 'to screen']),
    ms: between((SILENCE_MS + 3_000) / SPEED, (SILENCE_MS + 9_000) / SPEED),
  }),
  unplug: step('unplug', { end: fc.constantFrom('host', 'desks'), ms: between(200, 1_500) }),
  kill: step('kill host', { downMs: fc.oneof(fc.constant(0), between(0, 1_500)) }),
  weather: step('weather', { weather: anyWeather }),
};
const anyTrouble = fc.oneof(...Object.values(troubles));
export type Trouble = typeof anyTrouble extends fc.Arbitrary<infer T> ? T : never;

const rush = step('rush', { chat: fc.nat(CHATS - 1) });
const anyWork = fc.oneof(
  { weight: 14, arbitrary: anyAtScreen },
  { weight: 4, arbitrary: anyOnWhatsApp },
  { weight: 1, arbitrary: rush },
);
const work = fc.array(fc.record({ step: anyWork, thenMs: between(0, 110) }), {
  minLength: 24,
  maxLength: 32,
  size: 'max',
});
export type Work = typeof anyWork extends fc.Arbitrary<infer T> ? T : never;

/** What happens, in its order: some work after each trouble, and each kind of trouble once at least. */
export const anyPlan = fc.record({
  seed: fc.nat(),
  weather: anyWeather,
  chapters: fc
    .tuple(...Object.values(troubles), anyTrouble)
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
    .chain((all) =>
      fc.tuple(...all.map((trouble) => fc.record({ trouble: fc.constant(trouble), work }))),
    ),
});
export type Plan = typeof anyPlan extends fc.Arbitrary<infer T> ? T : never;
