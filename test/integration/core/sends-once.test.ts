import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FindOutcome, SendOutcome } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq, WaMessageKey } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { Office } from '#test/doubles/core/office.ts';
import type { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { runs } from '#test/doubles/property-runs.ts';

/** What becomes of a message that is handed over, and what the page says of it. */
type Fate = 'accepted' | 'refused' | 'lost' | 'went-out' | 'shows-late' | 'not-linked';

type Step =
  | { readonly do: 'reply' }
  | { readonly do: 'fate'; readonly fate: Fate }
  | { readonly do: 'send again' | 'was sent' | 'cancel'; readonly message: number }
  | { readonly do: 'acknowledge' | 'echo' | 'surface'; readonly copy: number }
  | { readonly do: 'pass'; readonly seconds: number }
  | { readonly do: 'disconnect' | 'connect' | 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reply') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fate'),
      fate: fc.constantFrom('accepted', 'refused', 'lost', 'went-out', 'shows-late', 'not-linked'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('send again', 'was sent', 'cancel'),
      message: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('acknowledge', 'echo', 'surface'),
      copy: fc.nat(7),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass'), seconds: fc.nat(70) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('disconnect', 'connect', 'restart') }) },
);

interface Copy {
  readonly key: WaMessageKey;
  readonly text: string;
  /** The customer's phone gets it; `hidden`: it will, but the page does not show it yet. */
  state: 'delivered' | 'hidden' | 'refused';
}

/** WhatsApp, as it outlives the host: what it took, and what its page shows. */
class WhatsApp {
  readonly copies: Copy[] = [];
  next: Fate = 'accepted';

  attach(gateway: ScriptedGateway): void {
    gateway.findAnswer = (key) => this.#find(key);
    gateway.sendAnswer = ({ key, content }) => {
      const text = content.kind === 'text' ? content.text : '';
      return Promise.resolve(this.#take(key, text));
    };
  }

  #take(key: WaMessageKey, text: string): SendOutcome {
    const fate = this.next;
    this.next = 'accepted';
    const failure = (code: 'rejected' | 'not-linked') => ({ code, detail: fate });
    if (fate === 'refused') return { outcome: 'refused', failure: failure('rejected') };
    if (fate === 'not-linked') return { outcome: 'refused', failure: failure('not-linked') };
    if (fate === 'lost') return { outcome: 'unknown', why: fate };
    this.copies.push({ key, text, state: fate === 'shows-late' ? 'hidden' : 'delivered' });
    return fate === 'accepted' ? { outcome: 'accepted' } : { outcome: 'unknown', why: fate };
  }

  #find(key: WaMessageKey): FindOutcome {
    const copy = this.copies.find((each) => each.key === key);
    return copy === undefined || copy.state === 'hidden' ? 'absent' : 'sent';
  }
}

test('whatever happens, the customer gets a copy per decision at most, and nothing is lost unsaid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), async (steps) => {
      const whatsapp = new WhatsApp();
      let office = await Office.open();
      const [ana] = (await office.hire('Ana')) as [Agent];
      whatsapp.attach(office.gateway);
      office.gateway.emit({ type: 'message', message: incoming('Hello?') });
      await office.settled();
      office.gateway.connect();
      let written = 0;

      for (const each of steps) {
        if (each.do === 'restart') {
          const before = office;
          await before.close();
          office = await Office.open(before);
          whatsapp.attach(office.gateway);
          office.gateway.connect();
        } else if (each.do === 'reply') {
          written += 1;
          await office.reply(ana, `Answer ${written}`);
        } else await act(office, whatsapp, ana, each);
        await office.clock.advance(0);
        await office.settled();
        check(office, whatsapp, written);
      }

      // WhatsApp shows all it has, and everything has its time.
      whatsapp.next = 'accepted';
      office.gateway.connect();
      for (let looks = 0; looks < 8; looks += 1) {
        await office.clock.advance(30_000);
        await office.settled();
      }
      check(office, whatsapp, written);
      for (const message of ours(office)) {
        expect(['sent', 'refused', 'unconfirmed']).toContain(message.state);
      }
      await office.remove();
    }),
    runs(40),
  );
}, 240_000);

const ours = (office: Office) =>
  office.messages().filter(({ author, clientRef }) => author.type === 'agent' && clientRef);
const textOf = ({ content }: Message) => (content.kind === 'text' ? content.text : '');

async function act(office: Office, whatsapp: WhatsApp, ana: Agent, each: Step): Promise<void> {
  const { gateway, core, clock } = office;
  if (each.do === 'fate') whatsapp.next = each.fate;
  else if (each.do === 'pass') await clock.advance(each.seconds * 1_000);
  else if (each.do === 'connect') gateway.connect();
  else if (each.do === 'disconnect') gateway.disconnect();
  else if ('copy' in each) {
    const copy = whatsapp.copies[each.copy];
    if (copy === undefined) return;
    if (each.do === 'surface') copy.state = 'delivered';
    if (each.do === 'acknowledge') {
      gateway.emit({ type: 'acknowledged', key: copy.key, state: 'sent' });
    }
    if (each.do === 'echo') {
      copy.state = 'delivered';
      const message = incoming(copy.text, { from: 'us', key: copy.key });
      gateway.emit({ type: 'message', message });
    }
  } else if ('message' in each) {
    const message = ours(office)[each.message];
    if (message === undefined) return;
    const { id: messageId, waKey } = message;
    const { id: conversationId, epoch, lastCustomerMessageId } = office.conversations()[0]!;
    const { handlers } = core;
    if (each.do === 'was sent') await handlers['reply.was-sent']({ messageId, waKey }, ana);
    if (each.do === 'cancel') await handlers['reply.cancel']({ messageId }, ana);
    if (each.do === 'send again') {
      const lastSeenMessageId = lastCustomerMessageId;
      await handlers['reply.send-again'](
        { conversationId, epoch, lastSeenMessageId, messageId, waKey },
        ana,
      );
    }
  }
}

function check(office: Office, whatsapp: WhatsApp, written: number): void {
  const messages = ours(office);
  expect(new Set(messages.map(textOf)).size).toBe(written);
  const entries = office.store.read.journal.after(0 as Seq, 100_000);
  for (const message of messages) {
    const copies = whatsapp.copies.filter(({ text }) => text === textOf(message));
    const decisions = entries.filter(
      ({ by, fact }) =>
        by !== null &&
        ((fact.kind === 'message.queued' && fact.message.id === message.id) ||
          (fact.kind === 'message.state-changed' &&
            fact.messageId === message.id &&
            fact.state === 'queued')),
    ).length;
    expect(copies.length).toBeLessThanOrEqual(decisions);
    // Never shown as refused, or as still to be written, while the customer has it for sure.
    const isKnown = copies.some(({ key }) => key === message.waKey);
    if (message.state === 'sent' && copies.length === 0) {
      const saidSo = entries.some(
        ({ by, fact }) =>
          by !== null &&
          fact.kind === 'message.state-changed' &&
          fact.messageId === message.id &&
          fact.state === 'sent',
      );
      expect(saidSo).toBe(true);
    }
    if (message.state === 'refused') expect(isKnown).toBe(false);
  }
}
