export const number = {
  title: 'Number',
  intro: 'The WhatsApp number that everybody here answers.',
  link: 'Link your WhatsApp number',
  linkIntro: 'Deskline becomes one of the linked devices of your phone. The phone goes on working.',
  toInbox: 'Go to the inbox',
  later: 'Do this later',

  steps: [
    'Open WhatsApp on the phone that has the number.',
    'Tap Settings (on Android the ⋮ menu), then Linked devices.',
    'Tap Link a device and point the phone at this picture.',
  ],
  stepsTitle: 'On the phone',
  qrLabel: 'QR code to link WhatsApp',
  qrRefreshes: 'The picture changes every few seconds. That is normal.',
  qrWaiting: 'Getting the code…',

  pairing: {
    offer: 'The phone cannot scan?',
    open: 'Link with the phone number instead',
    phone: 'Phone number of this WhatsApp',
    phoneHelp: 'With the country code, such as +44 20 7946 0123.',
    phoneWrong: 'This is not a complete phone number with its country code.',
    get: 'Get a code',
    cancel: 'Cancel',
    steps: (phone: string) => [
      `Open WhatsApp on the phone that has ${phone}. It may show a message: tap it.`,
      'Otherwise: Settings (on Android the ⋮ menu), Linked devices, Link a device, Link with phone number instead.',
      'Type this code.',
    ],
    codeLabel: 'Code to type on the phone',
    waiting: 'Asking WhatsApp for a code…',
    back: 'Show the picture to scan instead',
    problem: {
      'too-many-tries':
        'WhatsApp gives no more codes for this number right now. Scan the picture, or try again in an hour.',
      failed:
        'WhatsApp gave no code for this number. Is the number right? You can also scan the picture.',
    },
  },

  action: {
    'show-code': 'Show a new code',
    'use-here': 'Use here',
    restart: 'Restart now',
    retry: 'Try again now',
    download: 'Try the download again',
    look: 'Look for a browser again',
  },
  notNow: 'That is not possible any more: the state of the number has changed.',

  state: {
    stopped: {
      title: 'Not running',
      text: 'The link to WhatsApp is switched off. Start Deskline again on the host.',
    },
    'browser-missing': {
      title: 'No browser on the host',
      text: 'WhatsApp Web needs a browser on the host, and there is none that can be used.',
    },
    'downloading-browser': {
      title: 'Downloading a browser',
      text: 'The host has no browser for WhatsApp Web and fetches one. This happens once.',
    },
    'starting-browser': {
      title: 'Starting the browser',
      text: 'The host opens WhatsApp Web. This takes a few seconds.',
    },
    'waiting-for-scan': {
      title: 'Waiting for the phone',
      text: 'Link the phone that has the number.',
    },
    'scan-paused': {
      title: 'Nobody scanned the code',
      text: 'Codes that go on and on make WhatsApp suspicious, so they have stopped. Take the phone in your hand and ask for a new one.',
    },
    linking: {
      title: 'Linking',
      text: 'The phone has accepted. Keep it unlocked and online.',
    },
    syncing: {
      title: 'Syncing',
      text: 'WhatsApp sends the recent chats to the host. This can take a minute.',
    },
    connected: { title: 'Connected', text: 'Messages arrive and go out.' },
    'phone-offline': {
      title: 'The phone is offline',
      text: 'WhatsApp Web waits for the phone that has the number. Switch it on and check its internet connection; Deskline goes on by itself.',
    },
    unreachable: {
      title: 'WhatsApp cannot be reached',
      text: 'Check the internet connection of the host. Nothing is lost: messages arrive when it is back.',
    },
    'logged-out': {
      title: 'The number was unlinked',
      text: 'Somebody removed this device on the phone, or WhatsApp did. The history here stays. With the phone in your hand, ask for a new code and link it again.',
    },
    'used-elsewhere': {
      title: 'WhatsApp Web is open elsewhere',
      text: 'Another program uses the link of this host, most likely a copy of its data. Close it there, then use the number here again.',
    },
    blocked: {
      title: 'WhatsApp refuses the connection',
      text: 'Messages neither arrive nor go out until this is settled.',
    },
    'whatsapp-web-changed': {
      title: 'WhatsApp Web has changed',
      text: 'Update Deskline when there is a newer version. Until then the phone shows what arrives.',
    },
    restarting: {
      title: 'Restarting WhatsApp Web',
      text: 'The host repairs this by itself. Nothing is lost: what arrives meanwhile is fetched afterwards.',
    },
  },
  settling:
    'Linked a moment ago. Leave the host running for some seconds more, until the link is stored.',

  /** Why a state is as it is. */
  cause: {
    'page-crashed': 'The page of WhatsApp Web crashed.',
    'page-silent': 'The page of WhatsApp Web did not answer any more.',
    'page-failed': 'The page of WhatsApp Web could not be used.',
    'never-ready': 'WhatsApp Web did not finish syncing.',
    'sends-unconfirmed': 'WhatsApp Web took messages, but WhatsApp acknowledged none of them.',
    'offline-too-long': 'WhatsApp Web did not find its connection again.',
    'start-too-slow': 'WhatsApp Web did not start in time.',
    'browser-ended': 'The browser ended.',
    'browser-failed': 'The browser could not be started.',
    'profile-in-use':
      'Another browser holds the profile of this number. Close it, or restart the host.',
    'worker-ended': 'The part that talks to WhatsApp ended.',
    'session-closed': 'WhatsApp Web closed the session.',
    memory: 'The page had grown too large and was restarted in a quiet hour.',
    asked: 'An admin asked for it.',
    'no-network': 'The host could not load WhatsApp Web.',
    'connection-lost': 'WhatsApp Web lost its connection and is trying again.',
    'none-found':
      'Neither Chrome, Edge nor Chromium was found, and none can be downloaded for this system. Install one on the host.',
    'not-usable': 'The browser that the host was told to use cannot be used.',
    offline: 'The download needs the internet. Check the connection of the host.',
    disk: 'The host has no room for the browser: about 600 MB are needed.',
    damaged: 'What was downloaded is damaged. Something on the way may have changed it.',
    failed: 'The browser could not be downloaded.',
    whatsapp:
      'WhatsApp has blocked this number. Open WhatsApp on the phone: it says why and what to do.',
    proxy:
      'A proxy or firewall of this network blocks WhatsApp. Ask whoever runs the network to allow web.whatsapp.com.',
    outdated:
      'WhatsApp no longer accepts the page that the browser had kept; a new one is fetched.',
    'unknown-page': 'This version of Deskline cannot work with it.',
    affected: 'WhatsApp Web has changed; parts of it cannot be used.',
  },
  connectedAs: (phone: string) => `Connected as ${phone}`,
  retryIn: (time: string) => `Trying again in ${time}.`,
  downloaded: (done: string, total: string | null) =>
    total === null ? `${done} so far` : `${done} of ${total}`,
  downloadLabel: 'Download of the browser',
  syncLabel: 'Sync with WhatsApp',
  detail: 'What the host noted',

  parts: {
    title: 'What works',
    allWell: 'Everything that Deskline uses of WhatsApp Web is in its place.',
    someAffected:
      'WhatsApp Web has changed, and parts of it are not where Deskline looks for them. Update Deskline when there is a newer version; until then use the phone for what is affected.',
    ok: 'works',
    affected: 'affected',
    name: {
      reading: 'Reading messages',
      listing: 'Listing chats',
      sending: 'Sending',
      media: 'Photos, voice notes and files',
      history: 'Older messages',
    },
  },

  health: {
    title: 'History of the connection',
    intro: 'Every change of state, newest first.',
    none: 'Nothing has happened yet.',
    more: 'Show earlier',
    failed: 'The history could not be read.',
    retry: 'Try again',
    orderedBy: (name: string, order: string) => `${name}: ${order}`,
    somebody: 'An admin',
    order: {
      'show-code': 'asked for a new code',
      'link-with-phone': 'asked to link with the phone number',
      'use-here': 'took the number back to this host',
      restart: 'restarted WhatsApp Web',
    },
  },

  riskTitle: 'Good to know',
  risk: 'WhatsApp does not endorse unofficial clients like this one. A number that uses one can be restricted or banned by WhatsApp. Answer people who write to you, and send no bulk messages.',

  banner: {
    /** What everybody has to know while the number is not connected. */
    state: {
      stopped: 'WhatsApp is switched off on the host.',
      'browser-missing': 'WhatsApp is not connected: the host has no browser.',
      'downloading-browser': 'The host downloads a browser for WhatsApp.',
      'waiting-for-scan': 'WhatsApp is not linked.',
      'scan-paused': 'WhatsApp is not linked.',
      'phone-offline': 'The phone with the number is offline.',
      unreachable: 'WhatsApp cannot be reached.',
      'logged-out': 'The number was unlinked on the phone.',
      'used-elsewhere': 'WhatsApp is open elsewhere.',
      blocked: 'WhatsApp refuses the connection.',
      'whatsapp-web-changed': 'WhatsApp Web has changed and cannot be used.',
      restarting: 'WhatsApp is restarting.',
    },
    affected: {
      reading: 'New messages may not be readable here. Look at the phone as well.',
      listing:
        'What arrived while the host was off may be missing here. Look at the phone as well.',
      sending: 'Messages cannot be sent from here for now. Use the phone.',
      media: 'Photos and files may not arrive or go out. Use the phone for them.',
      history: 'Older messages cannot be fetched for now.',
    },
    askAdmin: 'Ask an admin to look at the number.',
    settling: 'WhatsApp is connecting. New messages appear in a moment.',
    held: 'Answers wait here and go out when it is back.',
    open: 'Open the number page',
  },
};
