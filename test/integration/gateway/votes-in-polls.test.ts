import { describe, expect, test } from 'vitest';
import { waMessageKeySchema } from '#shared/domain/ids.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import type { StoredMessage } from '#test/doubles/whatsapp-web/server/chat-record.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { makeProfileFolder, observeGateway } from './linked-gateway.ts';
import { keyOf, linkedSuite } from './linked-suite.ts';

const DONE = { outcome: 'done' } as const;
const POLL = {
  pollName: 'Which day?',
  pollOptions: [
    { name: 'Monday', localId: 0 },
    { name: 'Friday', localId: 1 },
    { name: 'Sunday', localId: 2 },
  ],
  pollSelectableOptionsCount: 0,
};

describe.each(['current', 'old'] as const)('on a page with %s message keys', (keyShape) => {
  const suite = linkedSuite(keyShape);
  const { person } = suite;
  const pollOf = async (customer: Customer) => {
    const poll = customer.sends('poll_creation', POLL);
    await suite.office.message(({ key }) => key === keyOf(poll));
    return poll;
  };
  const vote = (poll: StoredMessage, ...options: string[]) =>
    suite.office.gateway.act({ type: 'vote', key: keyOf(poll), options });
  const votesAt = (poll: StoredMessage) =>
    (poll.votes ?? []).map(({ key, options }) => ({ isOurs: key.fromMe, options }));
  const actsOn = (poll: StoredMessage) => suite.wa.acts.filter(({ message }) => message === poll);

  test('a vote reaches the customer once, changes, takes several and is taken back', async () => {
    const poll = await pollOf(person());
    const choices = [['Friday'], ['Monday', 'Sunday'], []];
    const seen = [];
    for (const choice of choices) {
      expect(await vote(poll, ...choice)).toEqual(DONE);
      seen.push(votesAt(poll));
    }
    expect(seen).toEqual([
      [{ isOurs: true, options: [1] }],
      [{ isOurs: true, options: [0, 2] }],
      [{ isOurs: true, options: [] }],
    ]);
    expect(actsOn(poll)).toHaveLength(3);
    const events = suite.office.events.filter(
      (each) => each.type === 'voted' && each.key === keyOf(poll),
    );
    expect(events).toMatchObject(choices.map((options) => ({ by: 'us', options })));
  });

  test('the customer’s own vote is not taken for ours, and the phone’s is told as ours', async () => {
    const anna = person();
    const poll = await pollOf(anna);
    await suite.wa.faults.failAct('before');
    const asked = vote(poll, 'Friday');
    // The page has begun with it once it answers what was asked afterwards.
    await suite.office.gateway.find(keyOf(poll));
    anna.votes(poll, 'Friday');
    expect(await asked).toMatchObject({ outcome: 'unknown' });
    const told = suite.office.next(({ type }) => type === 'voted');
    suite.wa.phone.votes(poll, 'Sunday');
    expect(await told).toMatchObject({ key: keyOf(poll), by: 'us', options: ['Sunday'] });
    expect(await vote(poll, 'Monday')).toEqual(DONE);
    expect(votesAt(poll)).toEqual([
      { isOurs: false, options: [1] },
      { isOurs: true, options: [0] },
    ]);
  });

  test('an answer that the poll does not have, or a poll that is not there, is refused', async () => {
    const anna = person();
    const poll = await pollOf(anna);
    const text = anna.writes('No poll');
    await suite.office.message(({ key }) => key === keyOf(text));
    const key = waMessageKeySchema.parse(`false_${anna.address}_AC00NOTHERE`);
    for (const refusal of [
      await vote(poll, 'Tuesday'),
      await vote(text, 'Monday'),
      await suite.office.gateway.act({ type: 'vote', key, options: ['Monday'] }),
    ]) {
      expect(refusal.outcome).toBe('refused');
      expect('why' in refusal && refusal.why).toMatch(/\.$/);
    }
    expect([...actsOn(poll), ...actsOn(text)]).toEqual([]);
  });

  test.each([
    ['throws', 'throws', 0, 'unknown'],
    ['hangs before it is done', 'before', 0, 'unknown'],
    ['hangs although it was done', 'after', 1, 'done'],
  ] as const)(
    'when WhatsApp Web’s own function %s, it is tried once and the page’s votes say what came of it',
    async (_label, how, done, outcome) => {
      const poll = await pollOf(person());
      await suite.wa.faults.failAct(how);
      expect(await vote(poll, 'Friday')).toMatchObject({ outcome });
      // What comes after it shows that nothing of it is left in the page.
      const next = await pollOf(person());
      expect(await vote(next, 'Friday')).toEqual(DONE);
      expect(actsOn(poll)).toHaveLength(done);
    },
  );

  test('a vote in a chat that moved to the person’s hidden number is ours as well', async () => {
    const lida = suite.wa.customer('700000000000777@lid', { name: 'Lida', phone: '+4915100777' });
    const poll = await pollOf(lida);
    const key = waMessageKeySchema.parse(`false_4915100777@c.us_${poll.key.id}`);
    expect(await suite.office.gateway.act({ type: 'vote', key, options: ['Friday'] })).toEqual(
      DONE,
    );
    expect(votesAt(poll)).toEqual([{ isOurs: true, options: [1] }]);
  });

  test('a page that does not tell of its own votes is looked at', async () => {
    suite.wa.faults.tellNoOwnVotes();
    const poll = await pollOf(person());
    for (const choice of [['Friday'], ['Sunday'], []]) {
      expect(await vote(poll, ...choice)).toEqual(DONE);
    }
    expect(actsOn(poll)).toHaveLength(3);
    expect(
      suite.office.events.filter((each) => each.type === 'voted' && each.key === keyOf(poll)),
    ).toEqual([]);
  });

  test('nothing was asked of the page that it does not have', () => {
    expect(suite.wa.missingModules()).toEqual([]);
    expect(suite.office.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('where the votes of a page cannot be read, its own function is believed', async () => {
  const wa = await startWhatsAppDouble();
  const folder = await makeProfileFolder();
  wa.faults.hideModule('WAWebPollsVotesSchema');
  const { gateway, becomes, message } = observeGateway(folder.path, wa.browserPath);
  try {
    await gateway.start();
    await wa.phone.scan();
    await becomes('connected');
    const poll = wa.customer('+4915100400', { name: 'Anna' }).sends('poll_creation', POLL);
    await message(({ key }) => key === keyOf(poll));
    const act = { type: 'vote', key: keyOf(poll), options: ['Friday'] } as const;
    expect(await gateway.act(act)).toEqual(DONE);
    await wa.faults.failAct('throws');
    expect(await gateway.act({ ...act, options: [] })).toMatchObject({ outcome: 'unknown' });
    expect(poll.votes).toMatchObject([{ options: [1] }]);
  } finally {
    await gateway.stop();
    await wa.close();
    await folder.remove();
  }
});
