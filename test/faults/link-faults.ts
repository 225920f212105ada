import type { Faults } from '#test/doubles/whatsapp-web/faults.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

/**
 * What happens to the link between a host and WhatsApp, and is cured without anybody. Nothing here
 * knows who drives the browser: each brings its trouble about and says what ends it, where that is
 * not the host's part.
 */
export interface LinkFault {
  readonly name: string;
  /** Milliseconds from the trouble's end to a working connection, against the double. */
  readonly withinMs: number;
  /** The number's state says that something is wrong; false: nobody should notice. */
  readonly isSeen: boolean;
  /** Brings it about. Resolves when the host is on its own again. */
  readonly strike: (whatsapp: WhatsAppDouble) => Promise<void>;
}

const fault = (
  name: string,
  withinMs: number,
  strike: (faults: Faults, whatsapp: WhatsAppDouble) => Promise<void> | void,
  isSeen = true,
): LinkFault => ({
  name,
  withinMs,
  isSeen,
  strike: async (whatsapp) => strike(whatsapp.faults, whatsapp),
});

export const rendererCrash = fault('the page crashes', 5_000, (faults) => faults.crashPage());
export const browserKill = fault('the browser is killed', 10_000, (faults) => faults.killBrowser());
export const pageReload = fault('the page is loaded anew', 5_000, (faults) => faults.reloadPage());
export const socketLoss = fault('the socket is cut', 5_000, (faults) => faults.dropSocket());
export const syncRepeats = fault('the sync repeats', 5_000, (faults) => faults.flipSync(), false);
export const busyPage = fault(
  'the page is busy for 6 s',
  8_000,
  (faults) => faults.busy(6_000),
  false,
);
/** It takes two missed signs of life to notice; how long that is, is the host's pace. */
export const frozenPage = fault('the page stands still', 90_000, (faults) => faults.freezePage());

/** Faults that a host gets over by itself, each struck while it is connected. */
export const linkFaults: readonly LinkFault[] = [
  rendererCrash,
  browserKill,
  pageReload,
  socketLoss,
  syncRepeats,
  busyPage,
];
