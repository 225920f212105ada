import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { OtherContent } from '#shared/domain/message.ts';
import type { SceneName } from '../media/scenes.ts';
import type { Customer } from '../simulated-account.ts';

/** One message of a customer. Texts are themselves; files are made when they are sent. */
export type Line =
  | string
  | { readonly picture: SceneName; readonly caption?: string }
  | { readonly voiceSeconds: number }
  /** What has neither words nor a file: a place, a card, a call. */
  | { readonly content: OtherContent }
  | { readonly document: string; readonly heading: string; readonly lines: readonly string[] };

/** What a customer writes in one go. */
export type Turn = readonly Line[];

/** One reason to write: the first turn opens it, each further one follows an answer of ours. */
export type Matter = readonly [Turn, ...Turn[]];

export interface PastLine {
  readonly minutesAgo: number;
  /** `phone`: typed by us on the phone that owns the number. */
  readonly by: 'customer' | 'phone';
  readonly line: Line;
  /** How long ago the past line was written that this one quotes. */
  readonly quotes?: number;
  readonly marks?: IncomingMessage['marks'];
  /** What became of it until the demo starts. */
  readonly then?: {
    readonly edited?: string;
    readonly deleted?: true;
    readonly reactions?: Readonly<Partial<Record<'contact' | 'us', string>>>;
    readonly votes?: readonly string[];
  };
}

export interface DemoScript {
  readonly customer: Customer;
  /** What was said before the demo starts, oldest first. */
  readonly past?: readonly PastLine[];
  /** The first matter was opened this long before the start; without it, it comes while it runs. */
  readonly waitingMinutes?: number;
  /** What one of our agents answers right at the start. */
  readonly answered?: { readonly by: DemoAgentName; readonly text: string };
  readonly matters: readonly [Matter, ...Matter[]];
  /** Said once when nobody answers for a while. */
  readonly nudge?: Line;
}

export type DemoAgentName = 'Ana' | 'Ben' | 'Carla';
