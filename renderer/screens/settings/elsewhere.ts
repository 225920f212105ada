import { t } from '#renderer/i18n/index.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import type { SettingsGroupName } from './pages.ts';

/** What belongs to the settings and has a place of its own. */
export interface ElsewhereLink {
  readonly group: SettingsGroupName;
  readonly title: string;
  readonly intro: string;
  /** Other words that people look for. */
  readonly keywords: string;
  readonly open: (desk: Desk) => void;
}

export const elsewhere: readonly ElsewhereLink[] = [
  {
    group: 'customers',
    title: t.chatbotSettings.title,
    intro: t.settings.elsewhere.chatbot,
    keywords: t.settings.keywords.chatbot ?? '',
    open: (desk) => desk.router.go({ name: 'chatbot', flow: null }),
  },
  {
    group: 'customers',
    title: t.automation.title,
    intro: t.settings.elsewhere.automation,
    keywords: t.settings.keywords.automation ?? '',
    open: (desk) => desk.router.go({ name: 'automation', rule: null }),
  },
  {
    group: 'customers',
    title: t.quickReplies.title,
    intro: t.quickReplies.intro,
    keywords: t.settings.keywords.quickReplies ?? '',
    open: (desk) => (desk.showsQuickReplies = true),
  },
];
