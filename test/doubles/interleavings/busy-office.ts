import type { RunningCore } from '#main/core/create-core.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import { invariant } from '#shared/util/assert.ts';
import { switchBot } from '../bot/switch-bot.ts';
import { switchRule } from '../rules/switch-rule.ts';
import { Office } from '../core/office.ts';
import { AgentsAtWork } from './agents-at-work.ts';
import { Desk } from './desk.ts';
import type { Answered } from './desk.ts';
import { MemoryHub } from './memory-hub.ts';
import { NaiveModel } from './naive-model.ts';
import { AGENTS, CHATS, DESKS, TAGS } from './steps.ts';
import type { AtDesk, Step } from './steps.ts';
import { addressOf, WhatsAppOutside } from './whatsapp-outside.ts';

const NAMES = ['Ana', 'Ben', 'Carla', 'Dora'] as const;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The real core and hub, agents at their screens, customers, and all that can go wrong. */
export class BusyOffice {
  office: Office;
  readonly agents: readonly Agent[];
  readonly model: NaiveModel;
  readonly outside: WhatsAppOutside;
  readonly desks: Desk[] = [];
  readonly answers: Answered[] = [];
  /** Texts that were written down for colleagues alone. */
  readonly notes: string[] = [];
  /** Texts of replies, each used once. */
  readonly written: string[] = [];
  /** Rushes that did not have exactly one winner. */
  readonly badRushes: string[] = [];
  readonly #atWork = new AgentsAtWork(this);
  #hub: MemoryHub | null = null;
  #newcomers = 0;

  private constructor(office: Office, agents: readonly Agent[]) {
    this.office = office;
    this.agents = agents;
    this.model = new NaiveModel(agents);
    this.outside = new WhatsAppOutside(office.clock);
  }

  static async open(): Promise<BusyOffice> {
    const office = await Office.open();
    const agents = await office.hire(...NAMES);
    const busy = new BusyOffice(office, agents);
    await busy.#prepare();
    return busy;
  }

  get core(): RunningCore {
    return this.office.core;
  }

  async #prepare(): Promise<void> {
    const [admin] = this.agents;
    invariant(admin, 'there is an admin');
    for (let tag = 1; tag <= TAGS; tag += 1) {
      const colour = 'blue' as const;
      const wanted = { id: null, name: `Topic ${tag}`, colour, isRetired: false };
      await this.core.handlers['tag.save']({ tag: wanted }, admin);
    }
    this.#openDoors();
    // Two of the screens are one agent's.
    for (let index = 0; index < DESKS; index += 1) await this.#furnish(index % AGENTS);
    for (let customer = 0; customer < CHATS; customer += 1) this.outside.write(customer, 0);
    await this.calm();
    invariant(this.office.conversations().length === CHATS, 'every customer has a chat');
  }

  async #furnish(who: number): Promise<Desk> {
    const agent = this.agents[who];
    invariant(agent, 'somebody sits there');
    const request = { name: agent.name, password: 'correct horse' };
    const signedIn = await this.core.accounts.signIn(request, 'test');
    invariant(signedIn.ok, 'everybody has a password');
    this.#newcomers += 1;
    const desk = new Desk({
      name: `desk-${this.#newcomers}`,
      agent,
      token: signedIn.value.token,
      clock: this.office.clock,
      accept: (socket) => {
        this.#hub?.accept(socket);
        return this.#hub !== null;
      },
      answered: (answer) => void this.answers.push(answer),
      asked: (who, text) => this.model.asked(who, text),
    });
    this.desks.push(desk);
    desk.client.start();
    for (const view of ['all', 'waiting', 'mine'] as const) void desk.client.loadView(view);
    return desk;
  }

  /** Somebody who was never there before, at a screen of this agent's. */
  async newcomer(agent: Agent): Promise<Desk> {
    const desk = await this.#furnish(this.agents.indexOf(agent));
    await this.calm();
    return desk;
  }

  dismiss(desk: Desk): void {
    desk.client.stop();
    this.desks.splice(this.desks.indexOf(desk), 1);
  }

  /** Nothing is held back any more, and everything that was on its way has arrived. */
  async calm(): Promise<void> {
    for (const desk of this.desks) desk.isHeld = false;
    for (let quiet = 0; quiet < 3;) {
      await this.settle();
      const areOnline = this.desks.every(({ client }) => client.status.name === 'online');
      for (const { client } of this.desks) if (client.status.name === 'offline') client.retryNow();
      quiet = areOnline && this.desks.every((desk) => desk.isQuiet) ? quiet + 1 : 0;
      // A dead line is noticed by time alone.
      if (quiet === 0) await this.pass(1_000);
    }
  }

  /** What can happen by now has happened. */
  async settle(): Promise<void> {
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await turn();
      this.#hub?.flush();
      for (const desk of this.desks) desk.flow();
    }
  }

  async pass(ms: number): Promise<void> {
    const { clock } = this.office;
    for (let left = ms; left > 0; left -= 5_000) {
      await clock.advance(Math.min(left, 5_000));
      await this.settle();
    }
  }

  async run(step: Step): Promise<void> {
    if ('desk' in step) this.#atWork.run(step);
    else await this.#inTheWorld(step);
    await this.settle();
  }

  async end(): Promise<void> {
    for (const { client } of this.desks) client.stop();
    this.#closeDoors();
    await this.office.core.stop();
  }

  #openDoors(): void {
    const { core, gateway } = this.office;
    core.sync.on((delta) => this.model.follow(delta));
    this.#hub = new MemoryHub(core);
    this.outside.attach(gateway);
    gateway.connect();
  }

  #closeDoors(): void {
    this.#hub?.close();
    this.#hub = null;
  }

  async #restart(isCrash: boolean): Promise<void> {
    if (isCrash) for (const desk of this.desks) desk.cut();
    this.#closeDoors();
    await this.settle();
    await this.office.close();
    this.office = await Office.open(this.office);
    this.#openDoors();
  }

  async #inTheWorld(step: Exclude<Step, AtDesk>): Promise<void> {
    switch (step.do) {
      case 'rush':
        return this.#rush(step.chat);
      case 'pass':
        return this.pass(step.ms);
      case 'setting':
        return this.#set(...step.setting);
      case 'bot':
        return switchBot(this.core.handlers, this.#admin, step.how);
      case 'rule':
        return switchRule(this.core.handlers, this.#admin, step.which, step.how);
      case 'restart':
        return this.#restart(step.isCrash);
      default:
        this.outside.run(step);
    }
  }

  get #admin(): Agent {
    const admin = this.agents.find(({ role }) => role === 'admin');
    invariant(admin !== undefined, 'an office has an admin');
    return admin;
  }

  async #set(name: SettingName, value: SettingValue): Promise<void> {
    const outcome = await this.core.handlers['settings.change']({ name, value }, this.#admin);
    invariant(outcome.ok, `${name} can be ${value}`);
  }

  /** All who are there claim it in the same moment: one has it, the others are told who (I1). */
  async #rush(chat: number): Promise<void> {
    const conversation = this.stored(chat);
    if (conversation?.ownerId !== null) return;
    const { id: conversationId, epoch } = conversation;
    const claim = this.core.handlers['conversation.claim'];
    const outcomes = await Promise.all(
      this.agents.map((agent) => claim({ conversationId, epoch }, agent)),
    );
    const winners = outcomes.filter(({ ok }) => ok);
    const owner = this.stored(chat)?.ownerId ?? null;
    const areTold = outcomes.every(
      (outcome) =>
        outcome.ok ||
        (outcome.code === 'not-owner' &&
          'conversation' in outcome &&
          (outcome.conversation as Conversation).ownerId === owner),
    );
    if (winners.length !== 1 || !areTold || owner === null) {
      this.badRushes.push(JSON.stringify(outcomes));
    }
  }

  /** Everybody drops what is held; false when nothing is. */
  dropHeld(): boolean {
    const held = this.desks.flatMap(({ client }) =>
      [...client.replica.conversations.keys()]
        .flatMap((id) => client.replica.pending(id))
        .filter(({ state }) => state !== 'sending')
        .map(({ clientRef }) => client.takeBack(clientRef)),
    );
    return held.length > 0;
  }

  /** The chat with this customer, as the host has it. */
  stored(chat: number): Conversation | null {
    const address = addressOf(chat);
    return this.office.conversations().find(({ contact }) => contact.address === address) ?? null;
  }
}
