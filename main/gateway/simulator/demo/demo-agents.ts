import { randomInt } from 'node:crypto';
import type { Role } from '#shared/domain/agent.ts';
import type { DemoAgentName } from './script.ts';

export interface DemoAgent {
  readonly name: DemoAgentName;
  readonly role: Role;
  readonly password: string;
}

const WORDS = [
  ...['amber', 'birch', 'cedar', 'clover', 'copper', 'coral', 'daisy', 'ember', 'fern', 'finch'],
  ...['ginger', 'harbor', 'hazel', 'heron', 'indigo', 'ivory', 'jasper', 'kettle', 'lagoon'],
  ...['lemon', 'linen', 'maple', 'marble', 'meadow', 'mint', 'nectar', 'oak', 'olive', 'otter'],
  ...['pebble', 'pepper', 'plum', 'quartz', 'robin', 'saffron', 'sparrow', 'thyme', 'velvet'],
] as const;

/** Who works in the demo, each with a new password that is easy to type. */
export function createDemoAgents(): readonly DemoAgent[] {
  return [
    { name: 'Ana', role: 'admin', password: readablePassword() },
    { name: 'Ben', role: 'agent', password: readablePassword() },
    { name: 'Carla', role: 'agent', password: readablePassword() },
  ];
}

/** About 22 bits: for a demo that lasts an hour and whose tries are limited. Three words that differ. */
function readablePassword(): string {
  const words = new Set<string>();
  while (words.size < 3) words.add(WORDS[randomInt(WORDS.length)] ?? WORDS[0]);
  return `${[...words].join('-')}-${randomInt(10, 100)}`;
}
