import { systemRandom } from '#main/system/random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { ClientRef } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import type { RunningHost } from './start-host.ts';

const DEMO_TAGS = [
  { name: 'Booking', colour: 'blue' },
  { name: 'Invoice', colour: 'green' },
  { name: 'Complaint', colour: 'red' },
] as const;
const DEMO_OUTCOMES = [
  { name: 'Sold', isWon: true },
  { name: 'Answered', isWon: false },
  { name: 'Not interested', isWon: false },
];
const DEMO_STATUSES = [
  { name: 'Lunch', colour: 'orange', isHere: false },
  { name: 'In a consultation', colour: 'teal', isHere: true },
] as const;
const DEMO_QUICK_REPLIES = [
  {
    shortcut: 'hours',
    text: 'Hello {first-name}, we are open from Monday to Friday, 9:00 to 18:00, and on Saturday until 13:00.',
  },
  {
    shortcut: 'address',
    text: 'You find us at 12 High Street, next to the pharmacy. Parking is behind the house.',
  },
  { shortcut: 'thanks', text: 'Thank you, {first-name}! Have a nice day.' },
];

/** What newcomers see that there is: tags, outcomes, statuses, quick replies and a note that names somebody. */
export async function addLabels(
  { core }: RunningHost,
  agents: ReadonlyMap<string, Agent>,
): Promise<void> {
  const admin = [...agents.values()].find(({ role }) => role === 'admin');
  const colleague = [...agents.values()].find(({ role }) => role === 'agent');
  invariant(admin !== undefined && colleague !== undefined, 'the demo has an admin and an agent');
  for (const tag of DEMO_TAGS) {
    await core.handlers['tag.save']({ tag: { id: null, isRetired: false, ...tag } }, admin);
  }
  for (const outcome of DEMO_OUTCOMES) {
    const made = { id: null, isRetired: false, ...outcome };
    await core.handlers['outcome.save']({ outcome: made }, admin);
  }
  for (const status of DEMO_STATUSES) {
    const ownStatus = { id: null, isRetired: false, ...status };
    await core.handlers['own-status.save']({ ownStatus }, admin);
  }
  for (const quick of DEMO_QUICK_REPLIES) {
    const quickReply = { id: null, ownerId: null, file: null, ...quick };
    await core.handlers['quick-reply.save']({ quickReply }, admin);
  }
  const view = { view: 'all', after: null, limit: 200 } as const;
  const list = await core.handlers['conversation.list'](view, admin);
  const answered = list.ok
    ? list.value.conversations.find(({ ownerId }) => ownerId !== null)
    : null;
  if (!answered) return;
  const note = {
    conversationId: answered.id,
    clientRef: systemRandom.token(12) as ClientRef,
    text: `@${colleague.name} this customer comes every year. Please be quick.`,
    mentions: [colleague.id],
  };
  await core.handlers['note.add'](note, admin);
}
