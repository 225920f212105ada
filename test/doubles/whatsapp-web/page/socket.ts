import { ask, send } from './connection.ts';
import { forgetEverything } from './credentials.ts';
import { Events } from './events.ts';
import { Model } from './model.ts';
import { define } from './require.ts';
import type { Wid } from './wid.ts';

const AFTER_LOGOUT = '/?post_logout=1&logout_reason=0';

class SocketModel extends Model {
  declare state: string;
  declare hasSynced: boolean;
  /** Called when somebody begins to listen for the end of the sync. */
  onSyncListener: (() => void) | undefined;

  constructor() {
    super({ state: 'OPENING', hasSynced: false });
    Object.defineProperty(this, 'onSyncListener', { enumerable: false, writable: true });
  }

  takeover(): void {
    send({ type: 'takeover' });
  }

  /** Unlinks this browser. The page leaves a moment later, as the real one does. */
  async logout(): Promise<void> {
    await ask({ type: 'logout' });
    forgetEverything();
    setTimeout(() => location.assign(AFTER_LOGOUT), 1_000);
  }

  protected override onListener(name: string): void {
    if (name === 'change:hasSynced') this.onSyncListener?.();
  }
}

class ConnModel extends Model {
  declare ref: string | undefined;
  declare pushname: string | undefined;
  declare wid: Wid | undefined;
  declare platform: string;
}

class CmdEvents extends Events {
  refreshQR(): void {
    send({ type: 'refresh-qr' });
  }
}

export const Socket = new SocketModel();
export const Conn = new ConnModel({
  ref: undefined,
  pushname: undefined,
  wid: undefined,
  platform: 'android',
  battery: undefined,
  plugged: undefined,
});
export const Cmd = new CmdEvents();

/** What the page does when the phone has unlinked it. */
export function leave(): void {
  forgetEverything();
  Cmd.trigger('logout');
  setTimeout(() => location.assign(AFTER_LOGOUT), 0);
}

const progress = { percent: 0 };

export function showOfflineProgress(percent: number): void {
  progress.percent = percent;
  Cmd.trigger('offline_progress_update_from_bridge');
}

define('WAWebSocketModel', { Socket });
define('WAWebConnModel', { Conn });
define('WAWebCmd', { Cmd });
define('WAWebLaunchSocketUtils', { refreshQR: () => Cmd.refreshQR() });
define('WAWebOfflineHandler', {
  OfflineMessageHandler: { getOfflineDeliveryProgress: () => progress.percent },
});
define('WAWebStreamModel', {
  Stream: {
    available: false,
    markAvailable(this: { available: boolean }) {
      this.available = true;
    },
    markUnavailable(this: { available: boolean }) {
      this.available = false;
    },
  },
});
define('WAWebAltDeviceLinkingApi', {
  setPairingType: () => {},
  initializeAltDeviceLinking: async () => {},
  initializeQRLinking: async () => {},
  startAltLinkingFlow: (phone: string) => ask({ type: 'request-code', phone }),
});
define('WAWebMiscBrowserUtils', { info: () => ({ name: 'Chrome', os: 'Linux' }) });
