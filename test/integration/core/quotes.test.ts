import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { ActingOffice, AT } from '#test/doubles/core/acting-office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});

afterEach(() => acting.office.remove());

describe('quotes', () => {
  test('a quoted message of ours leads to it; one that we never had shows what WhatsApp gives', async () => {
    const first = await acting.customerWrites('Do you have this in blue?');
    const quote = { key: first.waKey!, from: 'contact', content: first.content };
    const second = await acting.customerWrites('I mean this', { quote });
    expect(second.quote).toEqual({
      waKey: first.waKey,
      messageId: first.id,
      author: { type: 'contact' },
      kind: 'text',
      text: 'Do you have this in blue?',
    });
    const third = await acting.customerWrites('And that', {
      quote: {
        key: 'true_4915111111@c.us_GONE' as WaMessageKey,
        from: 'us',
        content: { kind: 'text', text: 'Our offer of last year' },
      },
    });
    expect(third.quote).toMatchObject({
      messageId: null,
      author: { type: 'phone' },
      text: 'Our offer of last year',
    });
  });

  test('a quoted message that arrives later is linked from then on', async () => {
    const late = incoming('The offer', { from: 'us', at: AT - 3_600_000 });
    const quote = { key: late.key, from: 'us', content: late.content };
    const answer = await acting.customerWrites('Yes please', { quote });
    expect(answer.quote?.messageId).toBeNull();
    acting.gateway.emit({ type: 'message', message: late });
    await acting.office.settled();
    const quoted = acting.office.store.read.messages.byKey(late.key)!;
    expect(acting.stored(answer).quote?.messageId).toBe(quoted.id);
  });

  test('an agent quotes a message: WhatsApp is told which', async () => {
    const question = await acting.customerWrites('Which size?');
    const { id: conversationId, epoch } = acting.conversation;
    const sent = await acting.handlers['reply.send'](
      {
        conversationId,
        epoch,
        lastSeenMessageId: question.id,
        clientRef: 'quote-1234' as never,
        body: { kind: 'text', text: 'Medium' },
        quote: question.id,
      },
      acting.ben,
    );
    expect(sent).toMatchObject({
      ok: true,
      value: { message: { quote: { text: 'Which size?' } } },
    });
    await acting.gateway.whenHandedOver(1);
    expect(acting.gateway.handedOver[0]?.quote).toBe(question.waKey);
  });

  test('what was taken back cannot be quoted', async () => {
    const question = await acting.customerWrites('Which size?');
    await acting.happens({ type: 'deleted', key: question.waKey!, by: 'contact', at: AT });
    const { id: conversationId, epoch } = acting.conversation;
    const sent = await acting.handlers['reply.send'](
      {
        conversationId,
        epoch,
        lastSeenMessageId: question.id,
        clientRef: 'quote-1234' as never,
        body: { kind: 'text', text: 'Medium' },
        quote: question.id,
      },
      acting.ben,
    );
    expect(sent).toMatchObject({ ok: false, code: 'quote-missing' });
    expect(acting.conversation.ownerId).toBeNull();
  });
});
