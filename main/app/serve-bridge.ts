import { z } from 'zod';
import type { HostStatus } from '#shared/ipc/contract.ts';
import { mainPlaceSchema, settingsPlaceSchema } from '#shared/ipc/places.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { IpcRouter } from '#main/ipc/router.ts';
import type { CloseGuard } from '#main/windows/close-guard.ts';
import type { OfficeWindows } from '#main/windows/office-windows.ts';
import type { OpenExternal } from '#main/windows/open-external.ts';
import type { Workplace } from './join/workplace.ts';
import type { KeptSecret } from './kept-secret.ts';

interface BridgeServices {
  readonly workplace: Pick<Workplace, 'beHost' | 'join' | 'goBack' | 'pair' | 'hosts'>;
  readonly hostStatus: () => HostStatus;
  readonly session: KeptSecret;
  /** For how long nobody has touched this PC, in seconds. */
  readonly systemIdleTime: () => number;
  readonly closeGuard: Pick<CloseGuard, 'setAsks' | 'close'>;
  readonly windows: Pick<OfficeWindows, 'showMain' | 'openSettings' | 'closeSettings'>;
  readonly showWaiting: (count: number) => void;
  readonly openExternal: OpenExternal;
}

const nothing = z.tuple([]);
const choice = z.tuple([z.boolean()]);
const count = z.tuple([z.int().min(0).max(1_000_000)]);
const token = z.tuple([z.string().min(1).max(128)]);
const pairing = z.tuple([z.string().max(300), z.string().max(100)]);
const address = z.tuple([z.string().max(2_048)]);
const mainPlace = z.tuple([mainPlaceSchema]);
const settingsPlace = z.tuple([settingsPlaceSchema]);

/** The shell's side of `window.deskline`. */
export function serveBridge(
  router: IpcRouter,
  {
    workplace,
    hostStatus,
    session,
    systemIdleTime,
    closeGuard,
    windows,
    showWaiting,
    openExternal,
  }: BridgeServices,
): void {
  router.handle('host.status', nothing, () => ok(hostStatus()));
  router.handle('workplace.be-host', nothing, () => workplace.beHost().then(ok));
  router.handle('workplace.join', nothing, async () =>
    (await workplace.join()) ? ok() : fail('refused', 'This PC is the host of its office.'),
  );
  router.handle('workplace.go-back', nothing, () => {
    workplace.goBack();
    return ok();
  });
  router.handle('workplace.pair', pairing, async (typedAddress, code) =>
    ok(await workplace.pair(typedAddress, code)),
  );
  router.handle('workplace.hosts', nothing, () => ok(workplace.hosts));
  router.handle('session.load', nothing, () => ok(session.current()));
  router.handle('session.save', token, (value) => session.save(value).then(ok));
  router.handle('session.clear', nothing, () => {
    // Nobody is an admin any more; what is unsaved there may keep it open.
    void windows.closeSettings();
    return session.clear().then(ok);
  });
  router.handle('system.idle-seconds', nothing, () => ok(systemIdleTime()));
  router.handle('window.ask-before-closing', choice, (isWanted) => {
    closeGuard.setAsks(isWanted);
    return ok();
  });
  router.handle('window.close', nothing, () => {
    closeGuard.close();
    return ok();
  });
  router.handle('window.show', nothing, () => {
    windows.showMain();
    return ok();
  });
  router.handle('window.set-waiting', count, (waiting) => {
    showWaiting(waiting);
    return ok();
  });
  router.handle('window.show-place', mainPlace, (place) => {
    windows.showMain(place);
    return ok();
  });
  router.handle('settings.open', settingsPlace, (place) => {
    windows.openSettings(place);
    return ok();
  });
  router.handle('settings.close', nothing, async () => ok(await windows.closeSettings()));
  router.handle('open-external', address, async (url) =>
    (await openExternal(url)) ? ok() : fail('refused', 'Only web addresses are opened.'),
  );
}
