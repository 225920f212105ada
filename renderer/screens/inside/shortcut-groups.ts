import { ownWindow } from '#renderer/bridge/windows.ts';
import { t } from '#renderer/i18n/index.ts';

interface Shortcut {
  readonly text: string;
  /** Each entry is one way to do it: keys pressed together. */
  readonly keys: readonly (readonly string[])[];
}

const { shortcuts: text } = t.common;
const { keys } = text;
const isMac = /mac/i.test(navigator.platform);
const control = isMac ? '⌘' : keys.control;
const alt = isMac ? '⌥' : keys.alt;

interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const settingsKeys = [[control, ',']];
const help: Shortcut = { text: text.help, keys: [['?']] };

const groupsOfInbox: readonly ShortcutGroup[] = [
  {
    title: text.groups.everywhere,
    shortcuts: [
      { text: text.search, keys: [[control, 'K']] },
      { text: text.views, keys: [[alt, '1'], ['2'], ['3']] },
      { text: text.claim, keys: [[alt, 'A']] },
      { text: text.closeChat, keys: [[alt, 'X']] },
      { text: text.closeWithOutcome, keys: [[alt, keys.shift, 'X']] },
      { text: text.transfer, keys: [[alt, 'T']] },
      { text: text.snooze, keys: [[alt, 'S']] },
      { text: text.tags, keys: [[alt, 'G']] },
      { text: text.undo, keys: [[alt, 'Z']] },
      { text: text.settings, keys: settingsKeys },
      help,
    ],
  },
  {
    title: text.groups.list,
    shortcuts: [
      {
        text: text.upDown,
        keys: [
          ['↑', '↓'],
          ['K', 'J'],
        ],
      },
      { text: text.open, keys: [[keys.enter]] },
      { text: text.select, keys: [['X']] },
      { text: text.selectMore, keys: [[keys.shift, '↑', '↓']] },
      { text: text.selectAll, keys: [[control, 'A']] },
      { text: text.endSelection, keys: [[keys.escape]] },
    ],
  },
  {
    title: text.groups.messages,
    shortcuts: [
      { text: text.toMessages, keys: [['↑']] },
      { text: text.nextMessage, keys: [['↑', '↓']] },
      { text: text.messageMenu, keys: [[keys.enter], [keys.shift, 'F10']] },
      { text: text.editLast, keys: [[control, '↑']] },
      { text: text.toWriting, keys: [[keys.escape]] },
    ],
  },
  {
    title: text.groups.writing,
    shortcuts: [
      { text: text.note, keys: [[alt, 'N']] },
      { text: text.send, keys: [[keys.enter]] },
      { text: text.newline, keys: [[keys.shift, keys.enter]] },
      { text: text.toList, keys: [[keys.escape]] },
    ],
  },
];

const groupsOfSettings: readonly ShortcutGroup[] = [
  {
    title: text.groups.everywhere,
    shortcuts: [
      { text: t.common.nav.settings, keys: settingsKeys },
      { text: text.closeWindow, keys: [[control, 'W']] },
      help,
    ],
  },
];

/** What can be done in this window. */
export const shortcutGroups = ownWindow === 'settings' ? groupsOfSettings : groupsOfInbox;
