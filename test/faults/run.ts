import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';
import { FaultOffice } from './office/fault-office.ts';
import { faults, mountSmallDisk, unmountSmallDisk } from './office/faults.ts';
import type { Fault } from './office/faults.ts';
import { runFault } from './office/run-fault.ts';
import type { FaultRun } from './office/run-fault.ts';
import { tableOf } from './table.ts';
import type { Line } from './table.ts';

/**
 * `npm run faults`: every fault against the double in real Chromium with the real host process.
 * Ends with 1 when anything was lost or doubled, or took longer than its target.
 */
const HELP = `Usage: npm run faults -- [--times N] [--only TEXT] [--seed N]
`;
const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '3' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  },
});
if (values.help) process.stdout.write(HELP);
else process.exitCode = await main(Number(values.times), values.only ?? '', values.seed);

async function main(times: number, only: string, seed: string): Promise<number> {
  const chosen = faults.filter(({ name }) => name.includes(only));
  const lines: Line[] = [];
  const plain = chosen.filter(({ needs }) => needs === undefined);
  if (plain.length > 0) lines.push(...(await inOneOffice(plain, times, seed)));
  for (const fault of chosen.filter(({ needs }) => needs === 'small-disk')) {
    lines.push(await onSmallDisk(fault, times, seed));
  }
  process.stdout.write(`\n${tableOf(lines)}\n`);
  return lines.every(({ isGood }) => isGood) ? 0 : 1;
}

async function inOneOffice(
  chosen: readonly Fault[],
  times: number,
  seed: string,
  dataDirectory?: string,
): Promise<Line[]> {
  const { next: random } = createSeededRandom(seed);
  const office = await FaultOffice.open({
    agents: 4,
    customers: 200,
    random,
    ...(dataDirectory !== undefined && { dataDirectory }),
  });
  try {
    const lines: Line[] = [];
    for (const fault of chosen) {
      const runs: FaultRun[] = [];
      const before = office.written;
      for (let run = 0; run < times; run += 1) {
        // A host that has had trouble just before waits on purpose.
        if (fault.targetMs !== null) await office.restartHost();
        runs.push(await runFault(office, fault, random));
        say(fault, runs.at(-1));
      }
      lines.push(lineOf(fault, runs, office.written - before));
    }
    return lines;
  } finally {
    await office.close();
  }
}

async function onSmallDisk(fault: Fault, times: number, seed: string): Promise<Line> {
  const directory = mkdtempSync(join(tmpdir(), 'deskline-small-disk-'));
  const refusal = mountSmallDisk(directory, 192);
  if (refusal !== null) {
    process.stdout.write(`SKIPPED ${fault.name}: ${refusal}\n`);
    return { name: fault.name, skipped: refusal, isGood: true };
  }
  try {
    const [line] = await inOneOffice([fault], times, seed, directory);
    if (line === undefined) throw new Error('A fault gives a line.');
    return line;
  } finally {
    unmountSmallDisk(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

function lineOf(fault: Fault, runs: readonly FaultRun[], messagesIn: number): Line {
  const last = runs.at(-1)?.comparison;
  const times = runs.map(({ recoveredMs }) => recoveredMs);
  const lost = Math.max(...runs.map(({ comparison }) => comparison.lost.length));
  const doubled = last?.doubled.length ?? 0;
  const wrong = last?.contradictions.length ?? 0;
  const isInTime = times.every(
    (ms) => ms !== null && (fault.targetMs === null || ms < fault.targetMs),
  );
  return {
    name: fault.name,
    times: runs.length,
    messagesIn,
    lost,
    doubled,
    wrong,
    recovered: times,
    targetMs: fault.targetMs,
    isGood: lost === 0 && doubled === 0 && wrong === 0 && isInTime,
  };
}

function say({ name }: Fault, run: FaultRun | undefined): void {
  if (run === undefined) return;
  const { comparison, recoveredMs } = run;
  const time = recoveredMs === null ? 'never recovered' : `${(recoveredMs / 1000).toFixed(1)} s`;
  process.stdout.write(`${name}: ${time}, ${comparison.messagesIn} messages in all\n`);
  for (const kind of ['lost', 'doubled', 'contradictions'] as const) {
    if (comparison[kind].length === 0) continue;
    process.stdout.write(`  ${kind}: ${comparison[kind].slice(0, 5).join('; ')}\n`);
  }
}
