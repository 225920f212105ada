/**
 * The library reports much that is not used here, each with a trip out of the page; for a changed
 * unread count it even asks WhatsApp for the group's members. It leaves alone what exists already.
 */
export function muteUnusedEvents(): void {
  const unused = [
    'onChangeMessageEvent',
    'onRemoveMessageEvent',
    'onMessageMediaUploadedEvent',
    'onCiphertextFailedEvent',
    'onChatUnreadCountEvent',
    'onRemoveChatEvent',
    'onArchiveChatEvent',
    'onBatteryStateChangedEvent',
  ];
  for (const name of unused) Reflect.set(globalThis, name, () => undefined);
}
