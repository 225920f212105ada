import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BOT } from '#test/doubles/bot/switch-bot.ts';
import { RULE, RULE_NOTE } from '#test/doubles/rules/switch-rule.ts';
import { compareClients } from '#test/doubles/interleavings/compare-clients.ts';
import { BusyOffice } from '#test/doubles/interleavings/busy-office.ts';
import { anyStep } from '#test/doubles/interleavings/steps.ts';
import { expectOneWinner, expectReplay } from '#test/doubles/interleavings/what-came-of-it.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { runs } from '#test/doubles/property-runs.ts';

const LONGEST = 240;
const RUNS_IN_A_TEST = 20;

test(
  'whatever agents, customers, network and host do at once, all invariants hold',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 1, maxLength: LONGEST, size: 'max' }),
        async (steps) => {
          const busy = await BusyOffice.open();
          try {
            for (const step of steps) {
              await busy.run(step);
              expect(busy.model.complaints).toEqual([]);
            }
            await settleEverything(busy);
            expect(busy.badRushes).toEqual([]);
            expectOneWinner(busy.answers);
            expectDeliveries(busy);
            await compareClients(busy);
            expect(busy.model.complaints).toEqual([]);
            await busy.end();
            const { directory, store } = busy.office;
            await expectReplay(directory, store.read.journal.after(0 as Seq, 100_000));
          } finally {
            await busy.office.remove();
          }
        },
      ),
      runs(RUNS_IN_A_TEST),
    );
  },
  24 * 60 * 60_000,
);

/** Whoever holds a reply decides, the link is up, and everything has its time. */
async function settleEverything(busy: BusyOffice): Promise<void> {
  busy.outside.next = 'accepted';
  busy.office.gateway.connect();
  await busy.calm();
  // One after the other: what waited behind a reply that was dropped may be held itself.
  while (busy.dropHeld()) await busy.calm();
  for (let minutes = 0; minutes < 3; minutes += 1) await busy.pass(60_000);
  await busy.calm();
}

/** I4: what was accepted was handed over once; what was refused, and every note, never. */
function expectDeliveries({ outside, model, office, notes }: BusyOffice): void {
  const texts = outside.handedOver.map(({ text }) => text);
  // What machines may say when is the model's; here it counts that people's words leave.
  const handedOver = texts.filter((text) => !text.startsWith(BOT) && !text.startsWith(RULE));
  expect([...handedOver].sort()).toEqual([...model.accepted].sort());
  for (const text of [...notes, RULE_NOTE])
    expect(handedOver.some((each) => each.includes(text))).toBe(false);
  for (const conversation of office.conversations()) {
    for (const { state } of office.messages(conversation)) {
      expect(['queued', 'sending']).not.toContain(state);
    }
  }
}
