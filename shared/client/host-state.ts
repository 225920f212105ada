import { NO_HOURS } from '../domain/hours/now.ts';
import type { HoursNow } from '../domain/hours/now.ts';
import type { LinkState } from '../domain/number.ts';
import { STANDARD_OFFICE } from '../domain/office.ts';
import type { Office } from '../domain/office.ts';
import type { Trouble } from '../domain/trouble.ts';
import type { WelcomeFrame } from '../protocol/frames.ts';

/** What the host says of itself and the office beside the journal: each welcome has all of it. */
export class HostState {
  number: LinkState = { name: 'stopped' };
  trouble: Trouble | null = null;
  office: Office = STANDARD_OFFICE;
  hours: HoursNow = NO_HOURS;

  welcome({ number, trouble, office, hours }: WelcomeFrame): void {
    this.number = number;
    this.trouble = trouble;
    this.office = office;
    this.hours = hours;
  }
}
