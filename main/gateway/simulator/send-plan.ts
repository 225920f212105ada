import type { SendFailure } from '#shared/domain/message.ts';

/** What is to become of the next message that is handed over. */
export type SendFate =
  | { readonly fate: 'refused'; readonly failure: SendFailure }
  /** No answer; the customer got it all the same, or never will. */
  | { readonly fate: 'hangs'; readonly wentOut: boolean };

/** Fates that tests put in a row; without one a message goes out. */
export class SendPlan {
  readonly #fates: SendFate[] = [];
  readonly #actionFates: SendFate[] = [];
  #acksToDrop = 0;

  add(fate: SendFate): void {
    this.#fates.push(fate);
  }

  next(): SendFate | { readonly fate: 'goes-out' } {
    return this.#fates.shift() ?? { fate: 'goes-out' };
  }

  addAction(fate: SendFate): void {
    this.#actionFates.push(fate);
  }

  nextAction(): SendFate | { readonly fate: 'goes-out' } {
    return this.#actionFates.shift() ?? { fate: 'goes-out' };
  }

  dropAck(): void {
    this.#acksToDrop += 1;
  }

  /** Whether this acknowledgement is the one nobody gets to see. */
  takesAck(): boolean {
    if (this.#acksToDrop === 0) return false;
    this.#acksToDrop -= 1;
    return true;
  }
}
