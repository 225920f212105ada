import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { benchReports } from './reports.ts';
import { connectScreens } from './screens.ts';
import type { Screens } from './screens.ts';
import { stamp } from './stimulus.ts';
import type { Ready, Stimulus } from './stimulus.ts';
import { table } from './table.ts';
import type { Row } from './table.ts';

const SCREENS = 20;
const ROUNDS = 3;
const SECONDS = 6;

interface Scenario {
  readonly name: string;
  /** Messages a second; 0: all at once. */
  readonly rate: number;
  readonly messages: number;
  readonly senders: number;
}

const scenarios: readonly Scenario[] = [
  { name: '1 message/s', rate: 1, messages: SECONDS * 2, senders: 50 },
  { name: '50 messages/s', rate: 50, messages: SECONDS * 50, senders: 50 },
  { name: '500 messages/s', rate: 500, messages: SECONDS * 500, senders: 50 },
  { name: 'burst of 2,000 from 200 new contacts', rate: 0, messages: 2_000, senders: 200 },
];

type SubjectName = 'floor' | 'deskline';

interface Measurement {
  readonly latencies: readonly number[];
  /** Messages a second on the last screen to have them all. */
  readonly throughput: number;
  readonly peakBytes: number;
}

function summary(measured: Record<SubjectName, readonly Measurement[]>) {
  const of = (name: SubjectName) => ({
    p50: median(measured[name].map(({ latencies }) => quantile(latencies, 0.5))),
    p99: median(measured[name].map(({ latencies }) => quantile(latencies, 0.99))),
    throughput: median(measured[name].map(({ throughput }) => throughput)),
    peakBytes: Math.max(...measured[name].map(({ peakBytes }) => peakBytes)),
  });
  return { floor: of('floor'), deskline: of('deskline') };
}

async function measure(name: SubjectName, scenario: Scenario): Promise<Measurement> {
  const host = fork(fileURLToPath(new URL('hosts.ts', import.meta.url)), [name]);
  const [{ port, token }] = (await once(host, 'message')) as [Ready];
  const screens = await connectScreens({ port, token, count: SCREENS });
  await warmUp(host, screens);

  const started = performance.now();
  const arrived = screens.expect(scenario.messages);
  await stimulate(host, scenario);
  const latencies = await arrived;
  const seconds = (performance.now() - started) / 1000;

  screens.close();
  host.send('end');
  const [{ peakBytes }] = (await once(host, 'message')) as [{ peakBytes: number }];
  return { latencies, throughput: scenario.messages / seconds, peakBytes };
}

/** The first messages pay for compilation; nobody's day begins with a benchmark. */
async function warmUp(host: ChildProcess, screens: Screens): Promise<void> {
  const arrived = screens.expect(300);
  for (let n = 0; n < 300; n += 10) {
    host.send(Array.from({ length: 10 }, (_, k) => stimulus(n + k, 10, '4930')));
    await pause(10);
  }
  await arrived;
}

async function stimulate(host: ChildProcess, scenario: Scenario): Promise<void> {
  const { rate, messages, senders } = scenario;
  if (rate === 0) {
    host.send(Array.from({ length: messages }, (_, n) => stimulus(n, senders, '4940')));
    return;
  }
  const started = performance.now();
  for (let sent = 0; sent < messages;) {
    const due = Math.min(messages, 1 + Math.floor(((performance.now() - started) * rate) / 1000));
    while (sent < due) host.send([stimulus(sent++, senders, '4930')]);
    await pause(Math.min(1000 / rate, 5));
  }
}

function stimulus(n: number, senders: number, prefix: string): Stimulus {
  return { sender: `${prefix}${String(n % senders).padStart(7, '0')}`, text: stamp(n) };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Floor and product in turn, so that both meet the same moods of the machine. */
const wanted = process.argv[2] ?? '';
const rows: Row[] = [];
for (const scenario of scenarios.filter(({ name }) => name.includes(wanted))) {
  const measured: Record<SubjectName, Measurement[]> = { floor: [], deskline: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ['floor', 'deskline'] as const) {
      measured[name].push(await measure(name, scenario));
    }
  }
  rows.push({ scenario: scenario.name, ...summary(measured) });
}
if (rows.length > 0) {
  process.stdout.write(
    `\nReceive to screen, ${SCREENS} screens, TLS, FULL commits\n\n${table(rows)}\n`,
  );
}
if ('reports over a year'.includes(wanted)) process.stdout.write(`\n${await benchReports()}\n`);
