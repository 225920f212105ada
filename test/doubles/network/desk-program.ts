import { readFileSync } from 'node:fs';
import { serveCalls } from './calls.ts';
import { ScreenOnNetwork } from './screen-on-network.ts';
import type { ScreenSetup } from './screen-on-network.ts';
import type { AtScreen } from '../interleavings/steps.ts';

/** One screen in a process of its own, at an address of its own. */
const setup = JSON.parse(process.argv[2] ?? '') as Omit<ScreenSetup, 'ca'> & { ca: string };
const screen = await ScreenOnNetwork.open({ ...setup, ca: readFileSync(setup.ca, 'utf8') });

const handlers = {
  run: (step: AtScreen) => screen.run(step),
  write: (texts: { chat: number; texts: readonly string[] }) => screen.write(texts),
  retry: () => screen.client.retryNow(),
  until: (name: 'online' | 'offline') => screen.until(name),
  isCalm: () => screen.isCalm,
  dropHeld: () => screen.dropHeld(),
  shown: () => screen.shown(),
  shownToNewcomer: () => screen.shownToNewcomer(),
  report: () => screen.report(),
};
export type DeskCalls = typeof handlers;
serveCalls(handlers);
