import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { openLinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { LinkedOffice } from '#test/doubles/screens/linked-office.ts';

let office: LinkedOffice;
let restarted: HostUnderTest | null = null;

beforeAll(async () => {
  office = await openLinkedOffice();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await restarted?.stop();
  await office.close();
});

test('two people answer at the same moment: one goes out, the other one is kept and told', async () => {
  const { ana, ben, whatsapp } = office;
  const anna = whatsapp.customer('+491511234567', { name: 'Anna Berg' });
  anna.writes('Are you open on Saturday?');
  await Promise.all([ana.openChat('Anna Berg'), ben.openChat('Anna Berg')]);
  // The host stands still while both press Enter: neither screen knows of the other's answer.
  process.kill(office.host.pid, 'SIGSTOP');
  await ana.answer('Anna Berg', 'Yes, until two.');
  await ben.answer('Anna Berg', 'Sorry, we are not.');
  process.kill(office.host.pid, 'SIGCONT');

  const sent = await whatsapp.waitForSent(({ to }) => to === anna.address);
  const [winner, loser] = sent.body === 'Yes, until two.' ? [ana, ben] : [ben, ana];
  const winnerName = winner === ana ? 'Ana' : 'Ben';
  await loser.reads(`Not sent: ${winnerName} took this chat.`);
  await loser.reads(winner === ana ? 'Sorry, we are not.' : 'Yes, until two.');
  await winner.seesState(sent.body ?? '', 'Sent');

  await loser.press('Drop');
  await loser.reads(`${winnerName} is answering this chat`);
  expect(whatsapp.sent).toHaveLength(1);
});

test('what is written while the host is away goes out once when it is back', async () => {
  const { ana, host, whatsapp } = office;
  const bruno = whatsapp.customer('+5511922222222', { name: 'Bruno Lima' });
  bruno.writes('Bom dia! Vocês abrem amanhã?');
  await ana.openChat('Bruno Lima');
  await host.stop();
  await ana.reads('No connection to the host');
  await ana.answer('Bruno Lima', 'Abrimos às nove.');
  await ana.seesState('Abrimos às nove.', 'On its way to the host');

  const port = new URL(host.url).port;
  const args = ['--port', port, '--browser', whatsapp.browserPath];
  restarted = await startHostProcess(args, host.dataDirectory);
  await whatsapp.waitForSent(({ body }) => body === 'Abrimos às nove.');
  await ana.seesState('Abrimos às nove.', 'Sent');
  expect(whatsapp.sent.filter(({ to }) => to === bruno.address)).toHaveLength(1);
  expect(await ana.count('Abrimos às nove.')).toBe(1);
});
