import { conversationViewSchema } from '#shared/protocol/commands/conversation.ts';
import type { BusyOffice } from './busy-office.ts';
import type { Desk } from './desk.ts';
import { expectCounts, expectRole, expectSame } from './expect-shown.ts';
import { shown } from './shown.ts';

/** I6 and I8: every screen shows what one shows that comes new, and no more than its agent may see. */
export async function compareClients(busy: BusyOffice): Promise<void> {
  for (const agent of busy.agents) {
    const others = busy.desks.filter((desk) => desk.agent === agent);
    const fresh = await busy.newcomer(agent);
    for (const desk of [...others, fresh]) await readAll(busy, desk);
    await openAll(busy, fresh);
    const whole = shown(fresh.client.replica);
    for (const { client } of others) expectSame(shown(client.replica), whole);
    expectCounts(whole);
    for (const { heard } of [...others, fresh]) expectRole(agent, heard);
    busy.dismiss(fresh);
    await busy.calm();
  }
}

async function readAll(busy: BusyOffice, { client }: Desk): Promise<void> {
  for (const view of conversationViewSchema.options) {
    do {
      void client.loadView(view);
      await busy.calm();
    } while (client.replica.view(view).hasMore);
  }
}

async function openAll(busy: BusyOffice, { client }: Desk): Promise<void> {
  for (const id of client.replica.conversations.keys()) {
    void client.openTimeline(id);
    await busy.calm();
    while (client.replica.timeline(id)?.hasOlder) {
      void client.loadOlder(id);
      await busy.calm();
    }
  }
}
