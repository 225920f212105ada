import { runCommand } from '#main/hub/live/run-command.ts';
import type { Caller } from '#main/hub/live/run-command.ts';
import type { Delta } from '#main/core/api.ts';
import type { ConnectTransport, TransportEvents } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { clientFrameSchema, PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import type { CommandFrame, HelloFrame } from '#shared/protocol/frames.ts';
import type { MemoryCore } from '../core/memory-core.ts';
import { silentLog } from '../log.ts';

interface Line {
  readonly events: TransportEvents;
  /** On their way to the client, in order. */
  readonly toClient: string[];
  /** Answers that the host has worked out and not sent yet. */
  readonly answers: string[];
  readonly delivered: string[];
  isOpen: boolean;
  isLive: boolean;
}

/** A network between a client and a host in memory that delivers when, and what, a test says. */
export class MemoryWire {
  readonly #core: MemoryCore;
  readonly #agent: Agent;
  readonly #caller: Caller;
  readonly #lines: Line[] = [];
  #isWelcoming = true;

  constructor(core: MemoryCore, agent: Agent) {
    this.#core = core;
    this.#agent = agent;
    this.#caller = { agent, screen: core.presence.connected(agent.id, 'session') };
    core.sync.on((delta) => this.#push(delta));
    core.answering.on((answering) => {
      this.#live()?.toClient.push(JSON.stringify({ t: 'answering', ...answering }));
    });
    core.hours.on(() => {
      const { current: hours } = core.hours;
      this.#live()?.toClient.push(JSON.stringify({ t: 'hours', hours }));
    });
    core.office.on(() => {
      const { current: office } = core.office;
      this.#live()?.toClient.push(JSON.stringify({ t: 'office', office }));
    });
    core.number.on(() => {
      const line = this.#live();
      const state = core.number.stateFor(agent.role);
      line?.toClient.push(JSON.stringify({ t: 'number', state }));
    });
  }

  readonly connect: ConnectTransport = (events) => {
    const line: Line = {
      events,
      toClient: [],
      answers: [],
      delivered: [],
      isOpen: true,
      isLive: false,
    };
    this.#lines.push(line);
    queueMicrotask(() => (this.#isWelcoming ? events.onOpen() : this.#close(line)));
    return {
      send: (text) => {
        if (line.isOpen) this.#receive(line, text);
      },
      close: () => void (line.isOpen = false),
    };
  };

  /** Whether anything is on its way. */
  get isQuiet(): boolean {
    const line = this.#current();
    return !line?.isOpen || line.toClient.length + line.answers.length === 0;
  }

  /** Refuses connections while false. */
  welcomes(isWelcoming: boolean): void {
    this.#isWelcoming = isWelcoming;
  }

  deliver(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      const line = this.#current();
      const text = line?.isOpen ? line.toClient.shift() : undefined;
      if (!line || text === undefined) return;
      line.delivered.push(text);
      line.events.onText(text);
    }
  }

  /** The host sends answers it had worked out earlier, after everything that happened since. */
  answer(count: number): void {
    const line = this.#current();
    line?.toClient.push(...line.answers.splice(0, count));
  }

  drop(): void {
    const line = this.#current();
    if (line?.isOpen) this.#close(line);
  }

  /** Something that was delivered comes once more, on the line it came on. */
  repeat(linesBack: number, framesBack: number): void {
    const line = this.#lines.at(-1 - linesBack);
    const text = line?.delivered.at(-1 - framesBack);
    if (line && text?.includes('"t":"delta"')) line.events.onText(text);
  }

  /** A delta never arrives. */
  lose(): void {
    const line = this.#current();
    const index = line?.toClient.findIndex((text) => text.includes('"t":"delta"')) ?? -1;
    if (line && index >= 0) line.toClient.splice(index, 1);
  }

  /** What the host says every few seconds. */
  beat(): void {
    const seq = this.#core.head;
    this.#live()?.toClient.push(JSON.stringify({ t: 'heartbeat', time: 1, seq }));
  }

  #receive(line: Line, text: string): void {
    const frame = clientFrameSchema.parse(JSON.parse(text));
    if (frame.t === 'hello') this.#welcome(line, frame);
    else if (frame.t === 'command') void this.#run(line, frame);
  }

  #welcome(line: Line, { resume }: HelloFrame): void {
    const { welcome, missed } = this.#core.sync.open(this.#agent, resume);
    const host = { version: '1', time: 1 };
    const frames = [
      { t: 'welcome', v: PROTOCOL_VERSION, ...welcome, host },
      ...missed.map((delta) => ({ t: 'delta', ...delta })),
    ];
    line.toClient.push(...frames.map((frame) => JSON.stringify(frame)));
    line.isLive = true;
  }

  async #run(line: Line, frame: CommandFrame): Promise<void> {
    const answer = await runCommand(frame, this.#caller, this.#core.handlers, silentLog);
    line.answers.push(answer.toString());
  }

  #push(delta: Delta): void {
    const frame = { t: 'delta', ...this.#core.sync.forRole(delta, this.#agent.role) };
    this.#live()?.toClient.push(JSON.stringify(frame));
  }

  #close(line: Line): void {
    line.isOpen = false;
    line.isLive = false;
    line.events.onClose();
  }

  #current(): Line | undefined {
    return this.#lines.at(-1);
  }

  #live(): Line | undefined {
    const line = this.#current();
    return line?.isOpen && line.isLive ? line : undefined;
  }
}
