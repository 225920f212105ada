import { parseArgs } from 'node:util';
import { soak } from './office/soak.ts';

/** `npm run soak -- --minutes 20 --seed N`: ends with 1 when anything differs at the end. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now()) },
    agents: { type: 'string', default: '20' },
    every: { type: 'string', default: '5' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`Seed ${values.seed}`);
const { comparison, differences, faults, replies } = await soak({
  ms: Number(values.minutes) * 60_000,
  seed: values.seed,
  agents: Number(values.agents),
  customers: 100,
  faultEveryMs: Number(values.every) * 1_000,
  say,
});
say('');
for (const [name, times] of faults) say(`${String(times).padStart(4)}  ${name}`);
say(`\n${comparison.messagesIn} messages in, ${replies} replies written`);
const { lost, doubled, contradictions, unconfirmed, underWay } = comparison;
say(`${unconfirmed} replies left to a person, ${underWay} under way`);
for (const [what, list] of Object.entries({ lost, doubled, contradictions, differences })) {
  say(`${what}: ${list.length === 0 ? 'none' : list.slice(0, 10).join('; ')}`);
}
const isGood = [lost, doubled, contradictions, differences].every((list) => list.length === 0);
process.exitCode = isGood && underWay === 0 ? 0 : 1;
