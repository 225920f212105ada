import { assertNever } from '#shared/util/assert.ts';
import { followAction } from '../actions/message-actions.ts';
import type { CatchUp } from '../catch-up/catch-up.ts';
import { readBlocklist } from '../contacts/blocking.ts';
import type { ContactPictures } from '../contacts/contact-pictures.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { MediaFetcher } from '../media/media-fetcher.ts';
import type { NumberLink } from '../number/number-link.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Gateway, GatewayEvent } from '../ports/gateway.ts';
import type { Log } from '../ports/system.ts';
import type { ReadReceipts } from '../receipts/read-receipts.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import type { OfficeClock } from '../time/office-clock.ts';
import { answerCall } from './calls.ts';
import { Intake } from './intake.ts';
import type { Hearing } from './receive.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly settings: CurrentSettings;
  readonly clock: OfficeClock;
  readonly log: Log;
  readonly number: NumberLink;
  readonly catchUp: CatchUp;
  readonly outbox: Outbox;
  readonly fetcher: MediaFetcher;
  readonly pictures: ContactPictures;
  readonly receipts: ReadReceipts;
  readonly hearing: Required<Hearing>;
}

/** What becomes of each event of the link to WhatsApp. */
export function followGateway(needs: Needs): (event: GatewayEvent) => void {
  const { ledger, gateway, settings, clock, log, hearing } = needs;
  const { number, catchUp, outbox, fetcher, pictures, receipts } = needs;
  const storeTrouble = storeTroubleOf(log);
  const intake = new Intake({
    ledger,
    hearing,
    lost(error) {
      storeTrouble('a message')(error);
      catchUp.lostOne();
    },
  });
  return (event) => {
    if (event.type !== 'message') intake.close();
    switch (event.type) {
      case 'link':
        number.changeTo(event.state);
        catchUp.link(event.state);
        if (event.state.name !== 'connected') {
          outbox.notReady();
          fetcher.notReady();
          pictures.notReady();
        }
        break;
      case 'ready':
        catchUp.ready();
        readBlocklist({ ledger, gateway }).catch((error: unknown) =>
          log.warn({ error }, 'the block list could not be read'),
        );
        outbox.ready();
        fetcher.ready();
        pictures.ready();
        receipts.ready();
        break;
      case 'message':
        clock.heard(event.message.at);
        intake.take(event.message);
        if (event.message.from === 'us') {
          outbox.shown(event.message.key).catch(storeTrouble('that a message is shown'));
        }
        break;
      case 'call':
        answerCall({ ledger, gateway, settings, clock, log }, event).catch(
          storeTrouble('a rejected call'),
        );
        break;
      case 'acknowledged':
        outbox.acknowledged(event.key, event.state).catch(storeTrouble('an acknowledgement'));
        break;
      case 'reacted':
      case 'edited':
      case 'deleted':
      case 'voted':
        followAction(ledger, event, hearing.whoOfUs).catch(
          storeTrouble('what happened to a message'),
        );
        break;
      default:
        assertNever(event);
    }
  };
}

/** For a promise that rejects: what could not be stored stands in the log. */
export function storeTroubleOf(log: Log): (what: string) => (error: unknown) => void {
  return (what) => (error) => log.error({ error }, `${what} could not be stored`);
}
