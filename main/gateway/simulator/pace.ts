/** From and to, in milliseconds; each pause is drawn from between. */
export type Range = readonly [min: number, max: number];

/** How long things take at WhatsApp and at the customer's end. */
export interface Pace {
  /** From one state of the link to the next. */
  readonly link: Range;
  /** Until WhatsApp Web has taken a message. */
  readonly accept: Range;
  /** From there until WhatsApp's servers have it. */
  readonly sent: Range;
  /** From there until the customer's phone has it. */
  readonly delivered: Range;
  /** From there until the customer has looked at it; for a voice note, until it was played too. */
  readonly read: Range;
  /** A send that hangs is given up after this. */
  readonly giveUp: Range;
}

export const humanPace: Pace = {
  link: [300, 900],
  accept: [40, 160],
  sent: [150, 600],
  delivered: [300, 1_500],
  read: [1_500, 7_000],
  giveUp: [30_000, 30_000],
};

/** Nothing takes time; only a hanging send needs the clock to move on. */
export const instantPace: Pace = {
  link: [0, 0],
  accept: [0, 0],
  sent: [0, 0],
  delivered: [0, 0],
  read: [0, 0],
  giveUp: [30_000, 30_000],
};
