import type { Flow, FlowId, FlowSaying, SavedFlow } from '#shared/domain/bot/flow.ts';
import {
  newStep,
  withoutStep,
  withStep,
  withStepAt,
  withStepMoved,
} from '#shared/domain/bot/new-step.ts';
import type { FlowProblem } from '#shared/domain/bot/problem.ts';
import { flowProblems, hasErrors } from '#shared/domain/bot/problems.ts';
import { withLanguage, withoutLanguage } from '#shared/domain/bot/ready-made/standard-words.ts';
import type { Step, StepId, StepKind } from '#shared/domain/bot/steps.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Tag } from '#shared/domain/labels.ts';

/** What of the office flows can name. */
export interface OfficeOfFlow {
  readonly tags: readonly Tag[];
  readonly agents: readonly Agent[];
}

/** One flow on its way to its next version. */
export class FlowEditing {
  flow = $state.raw<Flow>() as Flow;
  /** The version that this is based on; null: it was never saved. */
  base = $state.raw<SavedFlow | null>(null);
  /** A newer version, which somebody else saved meanwhile. */
  newer = $state.raw<SavedFlow | null>(null);
  /** In which its texts are written. */
  language = $state('en');
  readonly #office: OfficeOfFlow;
  readonly #changed: (isChanged: boolean) => void;
  #past = $state.raw<readonly Flow[]>([]);

  constructor(
    flow: Flow,
    base: SavedFlow | null,
    office: OfficeOfFlow,
    changed: (isChanged: boolean) => void,
  ) {
    this.flow = flow;
    this.base = base;
    this.language = flow.languages[0]?.code ?? 'en';
    this.#office = office;
    this.#changed = changed;
  }

  get id(): FlowId | null {
    return this.base?.id ?? null;
  }

  get problems(): readonly FlowProblem[] {
    return flowProblems(this.flow, {
      tagIds: this.#office.tags.map(({ id }) => id),
      agentIds: this.#office.agents.map(({ id }) => id),
    });
  }

  get hasErrors(): boolean {
    return hasErrors(this.problems);
  }

  get isChanged(): boolean {
    return JSON.stringify(this.flow) !== JSON.stringify(this.base?.flow);
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  change(flow: Flow): void {
    if (flow === this.flow) return;
    this.#past = [...this.#past.slice(-49), this.flow];
    this.#set(flow);
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#set(before);
  }

  add(kind: StepKind, index: number): StepId {
    const step = newStep(this.flow, kind);
    this.change(withStepAt(this.flow, step, index));
    return step.id;
  }

  put(step: Step): void {
    this.change(withStep(this.flow, step));
  }

  remove(id: StepId): void {
    this.change(withoutStep(this.flow, id));
  }

  move(id: StepId, by: -1 | 1): void {
    this.change(withStepMoved(this.flow, id, by));
  }

  say(what: FlowSaying, text: string): void {
    const { says } = this.flow;
    const texts = { ...says[what], [this.language]: text };
    this.change({ ...this.flow, says: { ...says, [what]: texts } });
  }

  addLanguage(code: string): void {
    this.change(withLanguage(this.flow, code));
    this.language = code;
  }

  removeLanguage(code: string): void {
    this.change(withoutLanguage(this.flow, code));
    this.language = this.flow.languages[0]?.code ?? 'en';
  }

  /** It is on the host as this version. */
  saved(saved: SavedFlow): void {
    this.base = saved;
    this.newer = null;
    this.#set(saved.flow);
  }

  /** The newest version on the host. What was not changed here follows it. */
  follow(saved: SavedFlow | null): void {
    if (saved === null || this.base === null || saved.version <= this.base.version) return;
    if (this.isChanged) this.newer = saved;
    else this.saved(saved);
  }

  /** Saves on top of what somebody else saved. */
  overwrite(): void {
    if (this.newer !== null) this.base = this.newer;
    this.newer = null;
    this.#changed(this.isChanged);
  }

  #set(flow: Flow): void {
    this.flow = flow;
    const has = flow.languages.some(({ code }) => code === this.language);
    if (!has) this.language = flow.languages[0]?.code ?? 'en';
    this.#changed(this.isChanged);
  }
}
