import { readFileSync } from 'node:fs';
import { roleSchema } from '#shared/domain/agent.ts';
import type { Role } from '#shared/domain/agent.ts';

/** `own`: of what is one's own, and refused of what is another's. */
export type Answer = 'yes' | 'own' | 'no';
export type Asker = Role | 'nobody';
export const askers: readonly Asker[] = ['nobody', ...roleSchema.options];

const ARCHITECTURE = new URL('../../../ARCHITECTURE.md', import.meta.url);
const TITLE = '### Who may do what';

/** The table of ARCHITECTURE.md: for each command what each role may. */
export function whoMayWhat(): ReadonlyMap<string, Readonly<Record<Asker, Answer>>> {
  const [, section] = readFileSync(ARCHITECTURE, 'utf8').split(`${TITLE}\n`);
  if (section === undefined) throw new Error(`ARCHITECTURE.md has no section "${TITLE}"`);
  const rows = section
    .split(/\n#+ /)[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [head, , ...body] = rows;
  const found = new Map<string, Readonly<Record<Asker, Answer>>>();
  for (const row of body) {
    const answers = Object.fromEntries(
      askers.map((asker) => [asker, answerOf(row[head!.indexOf(asker)], asker)]),
    ) as Record<Asker, Answer>;
    for (const [, command] of row[head!.indexOf('commands')]!.matchAll(/`([^`]+)`/g)) {
      if (found.has(command!)) throw new Error(`${command} is in the table twice`);
      found.set(command!, answers);
    }
  }
  return found;
}

function answerOf(cell: string | undefined, asker: Asker): Answer {
  if (cell === 'yes' || cell === 'own' || cell === 'no') return cell;
  throw new Error(`what ${asker} may is neither yes, own nor no: ${cell}`);
}
