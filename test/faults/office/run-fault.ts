import { compare } from './compare.ts';
import type { Comparison } from './compare.ts';
import type { FaultOffice } from './fault-office.ts';
import type { Fault } from './faults.ts';
import { pause, until } from './until.ts';

const RECOVERED_WITHIN_MS = 120_000;
/** Long: this is about what is lost for good. */
const SETTLED_WITHIN_MS = 300_000;
const MESSAGE_EVERY_MS = 60;

export interface FaultRun {
  /** Until a message written after the fault was answered at WhatsApp; null: it never was. */
  readonly recoveredMs: number | null;
  readonly comparison: Comparison;
}

/** One fault in the middle of traffic: how long it takes to recover, and what is missing at the end. */
export async function runFault(
  office: FaultOffice,
  fault: Fault,
  random: () => number,
): Promise<FaultRun> {
  const stopTraffic = startTraffic(office, random);
  await pause(500);
  const began = performance.now();
  await fault.happen(office);
  const from = fault.countsFrom === 'start' ? began : performance.now();
  const isBack = await probed(office, random);
  const recoveredMs = isBack ? performance.now() - from : null;
  stopTraffic();
  return { recoveredMs, comparison: await settled(office) };
}

export function startTraffic(office: FaultOffice, random: () => number): () => void {
  const timer = setInterval(() => office.write(anyOf(office.customers, random)), MESSAGE_EVERY_MS);
  for (const robot of office.robots) robot.work(120);
  return () => {
    clearInterval(timer);
    for (const robot of office.robots) robot.rest();
  };
}

/** A customer who writes now gets an answer: receiving, the screens and sending all work. */
async function probed(office: FaultOffice, random: () => number): Promise<boolean> {
  const customer = anyOf(office.customers, random);
  const sentBefore = office.whatsapp.sent.length;
  office.write(customer);
  return until(() => {
    const isAnswered = office.whatsapp.sent
      .slice(sentBefore)
      .some(({ key }) => key.remote === customer.address);
    const { status, replica } = office.admin;
    return isAnswered && status.name === 'online' && replica.number.name === 'connected';
  }, RECOVERED_WITHIN_MS);
}

/** When nothing is on its way any more, or when that takes too long: what is there. */
export async function settled(office: FaultOffice): Promise<Comparison> {
  let last = compare(office);
  await until(() => {
    for (const robot of office.robots) robot.decide();
    last = compare(office);
    const isPending = office.robots.some((robot) => robot.pending().length > 0);
    return last.lost.length === 0 && last.underWay === 0 && !isPending;
  }, SETTLED_WITHIN_MS);
  return last;
}

export function anyOf<T>(all: readonly T[], random: () => number): T {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new Error('There is nothing to choose from.');
  return one;
}
