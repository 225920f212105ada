import { t } from '#renderer/i18n/index.ts';

const isMac = /mac/i.test(navigator.platform);

/** The keys that lead to the search field, as this PC's keyboard names them. */
export const searchHint = isMac ? '⌘ K' : `${t.common.shortcuts.keys.control} K`;
