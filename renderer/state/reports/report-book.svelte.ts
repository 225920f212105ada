import { zonedText } from '#renderer/i18n/zoned.ts';
import { createContext } from 'svelte';
import type { CommandFailure } from '#shared/client/types.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import type {
  FigureGroup,
  Figures,
  Grouping,
  Range,
  ReportFilter,
  Spread,
  Times,
} from '#shared/domain/reports/figures.ts';
import type { CommandParams, CommandResult } from '#shared/protocol/commands/index.ts';
import type { WallClock } from '../clock.svelte.ts';
import type { Desk } from '../desk.svelte.ts';
import { presetRange, rangeBefore } from './report-range.ts';
import type { Preset } from './report-range.ts';

export type Clock = 'wall' | 'open';
type Answer<T> = { readonly value: T } | { readonly failure: CommandFailure };

const MINUTE_MS = 60_000;
const LIVE_MS = 10_000;

/** What all reports are of: which days, which topic, and by which clock. */
export class ReportBook {
  preset = $state<Preset>('week');
  custom = $state.raw<Range | null>(null);
  clock = $state<Clock>('wall');
  tagId = $state<TagId | null>(null);
  readonly #desk: Desk;
  readonly #clock: WallClock;

  constructor(desk: Desk, clock: WallClock) {
    this.#desk = desk;
    this.#clock = clock;
  }

  /** On the office's calendar. */
  get today(): string {
    return zonedText(this.#desk.hours.now.timeZone).date(this.#clock.now);
  }

  get range(): Range {
    if (this.preset === 'custom' && this.custom !== null) return this.custom;
    return presetRange(this.preset === 'custom' ? 'week' : this.preset, this.today);
  }

  get before(): Range {
    return rangeBefore(this.range);
  }

  get filter(): ReportFilter {
    return this.tagId === null ? {} : { tagId: this.tagId };
  }

  /** Changes when what is asked for would be answered otherwise; once a minute while today counts. */
  get version(): string {
    const { from, to } = this.range;
    const minute = to >= this.today ? Math.floor(this.#clock.now / MINUTE_MS) : 0;
    return `${from} ${to} ${this.tagId ?? ''} ${minute}`;
  }

  /** Of what is shown as it happens. */
  get todayVersion(): string {
    return `${this.today} ${Math.floor(this.#clock.now / LIVE_MS)}`;
  }

  times(spread: Spread): Times {
    return spread[this.clock];
  }

  async figures(
    by: Grouping,
    range: Range = this.range,
    filter: ReportFilter = this.filter,
  ): Promise<Answer<readonly FigureGroup[]>> {
    const reply = await this.#desk.client.command('report.figures', { range, by, filter });
    return reply.ok ? { value: reply.value.groups } : { failure: reply };
  }

  /** Of everything together, and of the time before. */
  async both(filter: ReportFilter = this.filter): Promise<Answer<readonly [Figures, Figures]>> {
    const { range, before } = this;
    const [now, then] = await Promise.all([
      this.figures('all', range, filter),
      this.figures('all', before, filter),
    ]);
    if ('failure' in now) return now;
    if ('failure' in then) return then;
    const [one, other] = [now.value[0], then.value[0]];
    if (one === undefined || other === undefined) throw new Error('all figures are one group');
    return { value: [one.figures, other.figures] };
  }

  async time(
    agentId: AgentId | null = null,
    range: Range = this.range,
  ): Promise<Answer<CommandResult<'report.time'>>> {
    const whose = agentId === null ? {} : { agentId };
    const reply = await this.#desk.client.command('report.time', { range, ...whose });
    return reply.ok ? { value: reply.value } : { failure: reply };
  }

  async sent(): Promise<Answer<CommandResult<'report.sent'>['days']>> {
    const { range, filter } = this;
    const reply = await this.#desk.client.command('report.sent', { range, filter });
    return reply.ok ? { value: reply.value.days } : { failure: reply };
  }

  async now(): Promise<Answer<CommandResult<'report.now'>>> {
    const reply = await this.#desk.client.command('report.now', {});
    return reply.ok ? { value: reply.value } : { failure: reply };
  }

  async list(params: CommandParams<'report.list'>): Promise<Answer<CommandResult<'report.list'>>> {
    const reply = await this.#desk.client.command('report.list', params);
    return reply.ok ? { value: reply.value } : { failure: reply };
  }
}

/** Something that is read, again and again: of two answers the later question's counts. */
export class Reading<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  isReading = $state(false);
  #asked = 0;

  async read(ask: () => Promise<Answer<T>>): Promise<void> {
    const mine = ++this.#asked;
    this.isReading = true;
    const answer = await ask();
    if (mine !== this.#asked) return;
    this.isReading = false;
    if ('failure' in answer) this.failure = answer.failure;
    else {
      this.failure = null;
      this.value = answer.value;
    }
  }
}

export const [useBook, provideBook] = createContext<ReportBook>();
