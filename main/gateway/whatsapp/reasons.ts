/** What to tell a person about an error of the browser or the library. */
export function reasonOf(error: unknown, hasBrowser: boolean): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/net::ERR_|ERR_INTERNET|ENOTFOUND/.test(text)) {
    return 'WhatsApp Web cannot be reached. Is this computer connected to the internet?';
  }
  if (/auth timeout|ready timeout|took longer|timed out|timeout/i.test(text)) {
    return 'WhatsApp Web did not answer in time.';
  }
  if (text.includes('already running')) {
    return 'Another browser holds the profile of this number. Close it, or restart this computer.';
  }
  const what = hasBrowser ? 'WhatsApp Web stopped working' : 'The browser could not be started';
  return `${what}: ${firstLine(text)}`;
}

/** WhatsApp's words for why it closed the session, in words for a person. */
export function disconnectReason(state: string): { isLogout: boolean; reason: string } {
  switch (state) {
    case 'LOGOUT':
    case 'UNPAIRED':
    case 'UNPAIRED_IDLE':
      return { isLogout: true, reason: 'The phone has unlinked this computer.' };
    case 'DEPRECATED_VERSION':
      return stays('WhatsApp no longer accepts this version of WhatsApp Web.');
    case 'TOS_BLOCK':
    case 'SMB_TOS_BLOCK':
      return stays('WhatsApp has blocked this number. Open WhatsApp on the phone to see why.');
    case 'PROXYBLOCK':
      return stays('A proxy on this network blocks WhatsApp.');
    default:
      return stays(`WhatsApp Web closed the session (${state}).`);
  }
}

const stays = (reason: string) => ({ isLogout: false, reason });

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
