import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { Gateway } from '#main/core/ports/gateway.ts';
import type { Range } from '../pace.ts';
import { createSeededRandom } from '../seeded-random.ts';
import type { SimulatorControls } from '../simulator-controls.ts';
import { DemoCustomer } from './demo-customer.ts';
import { lineContent } from './line-content.ts';
import type { DemoAgentName, DemoScript, PastLine } from './script.ts';
import { demoScripts } from './scripts/index.ts';
import { createWalkIns } from './walk-in-scripts.ts';

interface DemoCustomersSetup {
  readonly simulator: Gateway & SimulatorControls;
  readonly seed: number | string;
  readonly clock: Clock;
  /** Between two customers who write of their own accord, in milliseconds. */
  readonly arrivals?: Range;
}

/** What an agent says to a customer of the opening, for the host to send in the agent's name. */
export interface OpeningAnswer {
  readonly address: WaAddress;
  readonly agent: DemoAgentName;
  readonly text: string;
}

export interface DemoCustomers {
  /** Writes the opening inbox of the past hour: call it once the number is connected. */
  open(): void;
  /** To be sent after `open`, by an agent each, so that the inbox starts with owners. */
  readonly answers: readonly OpeningAnswer[];
  /** From now on customers come, react and ask again. */
  start(): void;
  stop(): void;
}

const ARRIVALS_MS: Range = [8_000, 25_000];
/** Nobody new comes while this many wait: an unattended demo does not grow for ever. */
const MOST_WAITING = 30;

/** The customers of a made-up optician's shop. The same seed and clock, the same day. */
export function createDemoCustomers(setup: DemoCustomersSetup): DemoCustomers {
  return new Shop(setup);
}

class Shop implements DemoCustomers {
  readonly #setup: DemoCustomersSetup;
  readonly #random;
  readonly #walkIns;
  readonly #customers: DemoCustomer[];
  readonly #byAddress = new Map<WaAddress, DemoCustomer>();
  readonly answers: readonly OpeningAnswer[];
  #cancel: () => void = () => {};
  #unsubscribe: () => void = () => {};

  constructor(setup: DemoCustomersSetup) {
    this.#setup = setup;
    this.#random = createSeededRandom(setup.seed).fork('demo');
    this.#walkIns = createWalkIns(this.#random.fork('walk-ins'));
    const scripted = demoScripts.map((script) => ({ script, customer: this.#welcome(script) }));
    this.#customers = this.#random.shuffle(scripted.map(({ customer }) => customer));
    this.answers = scripted.flatMap(({ script: { answered }, customer: { address } }) =>
      answered === undefined ? [] : [{ address, agent: answered.by, text: answered.text }],
    );
  }

  open(): void {
    const { simulator, clock } = this.#setup;
    const messages = this.#customers.flatMap((customer) => customer.opening(clock.now()));
    const written: Written[] = [];
    for (const { customer, at, isOurs, line, said } of messages.toSorted((a, b) => a.at - b.at)) {
      const content = lineContent(line, this.#random);
      const quoted = written.find(
        (one) => one.customer === customer && one.said.minutesAgo === said?.quotes,
      );
      const besides = { quote: quoted?.key, ...(said?.marks ? { marks: said.marks } : {}) };
      const message = [customer.address, content, at, besides] as const;
      const key = isOurs ? simulator.phoneTypes(...message) : simulator.customerWrites(...message);
      if (said !== undefined) written.push({ customer, key, said });
    }
    for (const { key, said } of written) becomeOf(simulator, key, said);
  }

  start(): void {
    this.#unsubscribe = this.#setup.simulator.onRead((message) =>
      this.#byAddress.get(message.to)?.hasRead(message),
    );
    this.#waitForNext();
  }

  stop(): void {
    this.#unsubscribe();
    this.#cancel();
    for (const customer of this.#customers) customer.stop();
  }

  #waitForNext(): void {
    const [min, max] = this.#setup.arrivals ?? ARRIVALS_MS;
    this.#cancel = this.#setup.clock.after(this.#random.int(min, max), () => {
      this.#somebodyWrites();
      this.#waitForNext();
    });
  }

  #somebodyWrites(): void {
    const impatient = this.#customers.find(({ canNudge }) => canNudge);
    if (impatient !== undefined) return impatient.nudge();
    if (this.#customers.filter(({ isWaiting }) => isWaiting).length >= MOST_WAITING) return;
    const next = this.#customers.findIndex(({ canBegin }) => canBegin);
    const [customer] = next === -1 ? [this.#walkIn()] : this.#customers.splice(next, 1);
    if (customer === undefined) return;
    // To the end of the line: everybody else comes first before this one has another matter.
    this.#customers.push(customer);
    customer.begin();
  }

  #walkIn(): DemoCustomer | undefined {
    const script = this.#walkIns.next();
    return script === null ? undefined : this.#welcome(script);
  }

  #welcome(script: DemoScript): DemoCustomer {
    const { simulator, clock } = this.#setup;
    const random = this.#random.fork(script.customer.phone);
    const customer = new DemoCustomer(script, { simulator, clock, random });
    this.#byAddress.set(customer.address, customer);
    return customer;
  }
}

interface Written {
  readonly customer: DemoCustomer;
  readonly key: WaMessageKey;
  readonly said: PastLine;
}

/** What happened to a message after it was written. */
function becomeOf(simulator: SimulatorControls, key: WaMessageKey, { then = {} }: PastLine): void {
  const { edited, deleted, reactions = {}, votes } = then;
  if (edited !== undefined) simulator.edits(key, edited);
  for (const by of ['contact', 'us'] as const) {
    const emoji = reactions[by];
    if (emoji !== undefined) simulator.reacts(by, key, emoji);
  }
  if (votes !== undefined) simulator.votes('contact', key, votes);
  if (deleted) simulator.deletes('contact', key);
}
