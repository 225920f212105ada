import type { Session, WebContents } from 'electron';
import { isScreensUrl } from './screens-origin.ts';

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
export type Permission = Parameters<CheckHandler>[1];

interface Rule {
  readonly isAllowed: boolean;
  readonly why: string;
}

const no = (why: string): Rule => ({ isAllowed: false, why });
const yes = (why: string): Rule => ({ isAllowed: true, why });

/** Typed by Electron's own list, so that an update cannot bring a permission nobody decided on. */
export const permissionTable: Readonly<Record<Permission, Rule>> = {
  ar: no('shows no scenes'),
  'automatic-fullscreen': no('a screen stays a window'),
  'background-fetch': no('works only while it is open'),
  'background-sync': no('the hub client resumes by itself'),
  'captured-surface-control': no('captures nothing'),
  'clipboard-read': no('pasting by keyboard needs no permission'),
  'clipboard-sanitized-write': yes('agents copy numbers and texts'),
  'deprecated-sync-clipboard-read': no('pasting by keyboard needs no permission'),
  'display-capture': no('captures nothing'),
  fileSystem: no('files come by the file dialog and leave by the save dialog'),
  fullscreen: no('a screen stays a window'),
  geolocation: no('has no use for places'),
  'geolocation-approximate': no('has no use for places'),
  'hand-tracking': no('shows no scenes'),
  hid: no('talks to no devices'),
  'idle-detection': no('the shell knows when the PC is idle'),
  keyboardLock: no("the system's keys stay the system's"),
  'local-fonts': no('brings its own font'),
  'local-network': no('knows no machine but this one'),
  'local-network-access': yes('an older name for reaching the hub on this PC'),
  'loopback-network': yes('the hub is on this PC; the network guard allows its port alone'),
  media: yes('agents record voice messages: the microphone alone, never a camera'),
  mediaKeySystem: no('plays nothing protected'),
  midi: no('talks to no devices'),
  midiSysex: no('talks to no devices'),
  nfc: no('talks to no devices'),
  notifications: yes('agents hear of a waiting customer while they work elsewhere'),
  openExternal: no('other programs are opened by the shell alone'),
  'payment-handler': no('sells nothing'),
  'periodic-background-sync': no('works only while it is open'),
  'persistent-storage': no('keeps nothing that matters in the browser'),
  pointerLock: no('the pointer stays free'),
  'screen-wake-lock': no('the PC may sleep'),
  sensors: no('has no use for them'),
  serial: no('talks to no devices'),
  'smart-card': no('talks to no devices'),
  'speaker-selection': no('uses the default speaker'),
  'storage-access': no('embeds nothing'),
  'system-wake-lock': no('the PC may sleep'),
  'top-level-storage-access': no('embeds nothing'),
  usb: no('talks to no devices'),
  vr: no('shows no scenes'),
  'web-app-installation': no('is installed already'),
  'web-printing': no('prints nothing'),
  'window-management': no('the shell places its windows'),
  unknown: no('nobody decided on it'),
};

/** Answers every permission question of a session from the table, for our own screens alone. */
export function guardPermissions(session: Session): void {
  session.setPermissionCheckHandler(
    (contents, permission, origin, { mediaType }) =>
      mediaType !== 'video' && decide(permission, contents, origin),
  );
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const wantsCamera = 'mediaTypes' in details && details.mediaTypes?.includes('video');
    answer(!wantsCamera && decide(permission, contents, details.requestingUrl));
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

/** `asker` is an origin or an address; both start alike. */
function decide(permission: Permission, contents: WebContents | null, asker: string): boolean {
  const isOurs = contents !== null && isScreensUrl(contents.getURL()) && isScreensUrl(asker);
  return isOurs && permissionTable[permission].isAllowed;
}
