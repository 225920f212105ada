import type { SeededRandom } from '../seeded-random.ts';
import { walkInMatters, walkInPeople, walkInWords } from './scripts/walk-ins.ts';
import type { DemoScript, Line, Matter, Turn } from './script.ts';

/** Makes up people and what they want: never the same person, number or opening twice. */
export function createWalkIns(random: SeededRandom): { next(): DemoScript | null } {
  const taken = new Set<string>();
  const people = random.shuffle(
    walkInPeople.flatMap(({ phone, names }) => names.map((name) => ({ name, phone }))),
  );
  return {
    next() {
      const person = people.pop();
      if (person === undefined) return null;
      const phone = unlike(taken, () => person.phone.replace(/#/g, () => String(random.int(0, 9))));
      let matter: Matter = [[]];
      unlike(taken, () => {
        matter = fillIn(random.pick(walkInMatters), random);
        return JSON.stringify(matter[0]);
      });
      return { customer: { phone, name: person.name }, matters: [matter] };
    },
  };
}

function unlike(taken: Set<string>, make: () => string): string {
  let made = make();
  while (taken.has(made)) made = make();
  taken.add(made);
  return made;
}

function fillIn([first, ...rest]: Matter, random: SeededRandom): Matter {
  const words = new Map(
    Object.entries(walkInWords).map(([name, choices]) => [name, random.pick<string>(choices)]),
  );
  const fillLine = (line: Line): Line =>
    typeof line === 'string'
      ? capitalised(line.replace(/\{(\w+)\}/g, (slot, name: string) => words.get(name) ?? slot))
      : line;
  const fillTurn = (turn: Turn): Turn => turn.map(fillLine);
  return [fillTurn(first), ...rest.map(fillTurn)];
}

/** A slot may stand at the beginning of a sentence. */
const capitalised = (text: string) =>
  text.replace(/(^|[.!?] )([a-z])/g, (match) => match.toUpperCase());
