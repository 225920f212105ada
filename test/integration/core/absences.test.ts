import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { caughtUp, connectAndCatchUp, whatsAppHas } from '#test/doubles/core/whatsapp-side.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { runs } from '#test/doubles/property-runs.ts';

type Step =
  | { readonly do: 'writes' | 'phone'; readonly chat: number; readonly isTold: boolean }
  | { readonly do: 'edits'; readonly chat: number }
  | { readonly do: 'loses' | 'connects' | 'restarts' | 'waits' };

const chat = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('writes'), chat, isTold: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('phone'), chat, isTold: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edits'), chat }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('loses', 'connects', 'restarts', 'waits') }),
  },
);

const settings = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
  largestPage: fc.integer({ min: 1, max: 4 }),
});

/** WhatsApp, the phone and the customers; the office hears of it only what is told. */
class World {
  office: Office;
  readonly #largestPage: number;
  readonly said = new Map<WaAddress, IncomingMessage[]>();
  #count = 0;

  constructor(office: Office, largestPage: number) {
    this.office = office;
    this.#largestPage = largestPage;
    office.gateway.largestPage = largestPage;
  }

  get isConnected(): boolean {
    return this.office.gateway.link().name === 'connected';
  }

  async take(each: Step): Promise<void> {
    const { office } = this;
    switch (each.do) {
      case 'writes':
      case 'phone':
        this.#say(each.chat, each.do === 'writes' ? 'contact' : 'us', each.isTold);
        break;
      case 'edits':
        this.#edit(each.chat);
        break;
      case 'loses':
        if (this.isConnected) office.gateway.disconnect();
        break;
      case 'connects':
        office.gateway.connect();
        break;
      case 'restarts':
        await office.close();
        this.office = await Office.open(office);
        this.office.gateway.largestPage = this.#largestPage;
        this.#show();
        break;
      case 'waits':
        await office.clock.advance(6 * 60_000);
        break;
    }
    await this.office.settled();
    await this.office.clock.advance(1_000);
  }

  #say(chat: number, from: 'contact' | 'us', isTold: boolean): void {
    const address = `4915100000${chat}@c.us` as WaAddress;
    this.#count += 1;
    const at = Math.floor(this.office.clock.now() / 1000) * 1000;
    const contact = { address, whatsappName: `Person ${chat}` };
    const message = incoming(`${this.#count}`, { at, from, contact });
    this.said.set(address, [...(this.said.get(address) ?? []), message]);
    this.#show();
    if (isTold && this.isConnected) this.office.gateway.emit({ type: 'message', message });
  }

  /** Of the last message, of which no event tells. */
  #edit(chat: number): void {
    const address = `4915100000${chat}@c.us` as WaAddress;
    const said = this.said.get(address);
    const last = said?.at(-1);
    if (said === undefined || last?.content.kind !== 'text') return;
    const editedAt = this.office.clock.now();
    const text = `${last.content.text.split(' ')[0]} edited at ${editedAt}`;
    said[said.length - 1] = { ...last, content: { kind: 'text', text }, editedAt };
    this.#show();
  }

  #show(): void {
    for (const said of this.said.values()) whatsAppHas(this.office, said);
  }
}

test('after any absences everything that WhatsApp has is stored once, as it is now, in its order', async () => {
  await fc.assert(
    fc.asyncProperty(settings, async ({ steps, largestPage }) => {
      const world = new World(await Office.open(), largestPage);
      for (const each of steps) await world.take(each);
      if (world.isConnected) world.office.gateway.disconnect();
      await connectAndCatchUp(world.office);
      await world.office.clock.advance(6 * 60_000);
      await caughtUp(world.office);

      const { office } = world;
      for (const [address, said] of world.said) {
        const conversation = office
          .conversations()
          .find(({ contact }) => contact.address === address);
        const stored = conversation === undefined ? [] : office.messages(conversation);
        const seen = stored.map(({ waKey, at, content }) => [waKey, at, content]);
        expect(seen).toEqual(said.map(({ key, at, content }) => [key, at, content]));
      }
      expect(office.store.read.coverage.get().gaps).toEqual([]);
      await office.remove();
    }),
    runs(25),
  );
});
