import { onUseOfScreen } from '#renderer/bridge/use-of-screen.ts';
import { ownWindow } from '#renderer/bridge/windows.ts';
import type { HubClient } from '#shared/client/types.ts';
import { nameSource } from '#shared/domain/contact.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { formatPhone } from '#shared/domain/phone-format.ts';
import { AlertChoice } from './alerts/alert-choice.svelte.ts';
import { Alerts } from './alerts/alerts.ts';
import { noAttention, pageAttention } from './alerts/page-attention.ts';
import { AuditLog } from './audit/audit-log.svelte.ts';
import { HostBackups } from './backups.svelte.ts';
import { Automation } from './automation/automation.svelte.ts';
import { OfficeChatbot } from './chatbot/chatbot.svelte.ts';
import type { OfficeOfRules } from './automation/rule-editing.svelte.ts';
import type { OfficeOfFlow } from './chatbot/flow-editing.svelte.ts';
import { Composing, typedText } from './composing.svelte.ts';
import { Computers } from './computers.svelte.ts';
import type { Connection } from './connection.svelte.ts';
import { HistoryCoverage } from './coverage.svelte.ts';
import { Conversations } from './conversations.svelte.ts';
import { Drafts } from './drafts.ts';
import { OfficeHours } from './hours.svelte.ts';
import { NumberHealth } from './health.svelte.ts';
import { OfficeLabels } from './labels.svelte.ts';
import { HandlingWatch } from './handling-watch.svelte.ts';
import { LockedAccounts } from './locked-accounts.svelte.ts';
import { MessageActions } from './message-actions.svelte.ts';
import { Notes } from './notes.svelte.ts';
import { NumberLink } from './number.svelte.ts';
import { OfficeRules } from './office.svelte.ts';
import { watchOwnStatus } from './own-status-watch.ts';
import { People } from './people.svelte.ts';
import { Presence } from './presence.svelte.ts';
import { ReplicaFeed } from './replica-feed.ts';
import { conversationPlace } from './place.ts';
import { Router } from './router.svelte.ts';
import { OfficeSettings } from './settings.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Search } from './search.svelte.ts';
import { Timelines } from './timelines.svelte.ts';
import { Toasts } from './toasts.svelte.ts';
import { HostStorage } from './trouble.svelte.ts';
import { watchUse } from './watch-use.ts';

/** Everything a signed-in person works with. Lives from signing in to signing out. */
export class Desk {
  readonly client: HubClient;
  readonly people: People;
  readonly presence: Presence;
  readonly number: NumberLink;
  readonly office: OfficeRules;
  readonly hours: OfficeHours;
  readonly coverage: HistoryCoverage;
  readonly storage: HostStorage;
  readonly conversations: Conversations;
  readonly timelines: Timelines;
  readonly drafts: Drafts;
  readonly labels: OfficeLabels;
  readonly notes: Notes;
  readonly alertChoice: AlertChoice;
  readonly alerts: Alerts;
  /** Null in the window of the settings: the inbox tells it. */
  readonly handling: HandlingWatch | null;
  readonly actions: MessageActions;
  readonly search: Search;
  readonly settings: OfficeSettings;
  readonly backups: HostBackups;
  readonly chatbot: OfficeChatbot;
  readonly automation: Automation;
  readonly connection: Connection;
  readonly router: Router;
  readonly toasts = new Toasts();
  /** In the list of conversations. */
  readonly selection = new Selection();
  /** Spoken to people who use a screen reader. */
  announcement = $state('');
  /** Whether the contact of the open conversation is shown beside it. */
  showsContact = $state(false);
  /** Whether the quick replies are shown, to be changed. */
  showsQuickReplies = $state(false);
  readonly #feed: ReplicaFeed;
  readonly #stopWatching: () => void;
  readonly #composing = new Map<ConversationId, Composing>();

  constructor(client: HubClient, connection: Connection, agentId: AgentId) {
    this.client = client;
    this.connection = connection;
    this.#feed = new ReplicaFeed(client.replica);
    this.people = new People(client.replica, this.#feed);
    this.router = new Router(() => this.people.may('change-settings'));
    this.labels = new OfficeLabels(client, this.#feed);
    this.presence = new Presence(client, this.people, this.labels, this.#feed);
    this.number = new NumberLink(client.replica, this.#feed);
    this.office = new OfficeRules(client.replica, this.#feed);
    this.hours = new OfficeHours(client, this.#feed);
    this.coverage = new HistoryCoverage(client.replica, this.#feed);
    this.storage = new HostStorage(client.replica, this.#feed);
    this.conversations = new Conversations(client, this.#feed);
    this.timelines = new Timelines(client, this.#feed);
    this.drafts = new Drafts(client, agentId, 'message');
    this.notes = new Notes(client, this.people, this.toasts, new Drafts(client, agentId, 'note'));
    this.actions = new MessageActions(client, this.people, this.toasts);
    this.search = new Search(client);
    this.#feed.on(({ slices }) => {
      if (slices.has('merges')) this.#followMerges();
    });
    this.settings = new OfficeSettings(client, this.#feed);
    this.backups = new HostBackups(client, this.#feed);
    this.alertChoice = new AlertChoice(() => this.office.current.notifications);
    const isInbox = ownWindow !== 'settings';
    this.alerts = new Alerts(this, isInbox ? pageAttention() : noAttention);
    this.chatbot = new OfficeChatbot(client, this.#feed, this.#officeOfFlow());
    this.automation = new Automation(client, this.#feed, this.officeOfRules);
    this.handling = isInbox ? new HandlingWatch(this) : null;
    const stops = [onUseOfScreen(() => this.toasts.used())];
    if (isInbox) stops.push(watchUse(client, this.#feed), watchOwnStatus(this, this.#feed));
    this.#stopWatching = () => stops.forEach((stop) => stop());
  }

  composing(id: ConversationId): Composing {
    const known = this.#composing.get(id);
    if (known) return known;
    const composing = new Composing(this.client, this.drafts, this.actions, id);
    this.#composing.set(id, composing);
    return composing;
  }

  /** What a contact is called on the screens: its name, or its number as it is written here. */
  nameOf({ name, names, phone }: Contact): string {
    const isNumber = phone !== null && nameSource(names) === 'number';
    return isNumber ? formatPhone(phone, this.number.phone) : name;
  }

  /** What flows may name, as it is at each moment. */
  #officeOfFlow(): OfficeOfFlow {
    const { labels, people } = this;
    return {
      get tags() {
        return labels.all.tags;
      },
      get agents() {
        return people.agents.filter(({ isDeactivated }) => !isDeactivated);
      },
    };
  }

  /** What rules may name, as it is at each moment. */
  get officeOfRules(): OfficeOfRules {
    const { labels, people } = this;
    return {
      get tags() {
        return labels.all.tags;
      },
      get outcomes() {
        return labels.all.outcomes;
      },
      get agents() {
        return people.agents;
      },
    };
  }

  /** For who shows it, and closes it. */
  watchNumberHealth(): NumberHealth {
    return new NumberHealth(this.client, this.#feed);
  }

  watchLockedAccounts(): LockedAccounts {
    return new LockedAccounts(this.client, this.#feed);
  }

  watchComputers(): Computers {
    return new Computers(this.client, this.#feed);
  }

  watchAudit(): AuditLog {
    return new AuditLog(this.client, this.#feed);
  }

  /** Whether closing the window now would lose something an agent wrote. */
  get hasUnsent(): boolean {
    const isBusy = [...this.#composing.values()].some(({ attachments }) => attachments.length > 0);
    const hasUnsaved = this.chatbot.hasUnsaved || this.automation.hasUnsaved;
    return isBusy || hasUnsaved || this.#hasPending();
  }

  close(): void {
    this.#takeBackPending();
    this.drafts.close();
    this.notes.drafts.close();
    this.#stopWatching();
    this.handling?.close();
    this.alerts.close();
    this.#feed.close();
    this.router.close();
    this.client.stop();
  }

  /**
   * Signing out, what is still on its way is put among the drafts instead of being kept to be sent:
   * its writer sees it again and judges whether it arrived.
   */
  #takeBackPending(): void {
    const { client } = this;
    for (const id of client.replica.conversations.keys()) {
      for (const { body, quote } of client.replica.pending(id)) {
        const text = typedText(body);
        if (text !== '') this.drafts.restore(id, text);
        if (text !== '' && quote !== null) this.drafts.setQuote(id, quote);
      }
    }
    client.forgetPending();
  }

  /** Texts and files that were begun for a merged conversation, and who looks at it, move on. */
  #followMerges(): void {
    const current = (id: ConversationId) => this.client.replica.current(id);
    this.drafts.follow(current);
    this.notes.drafts.follow(current);
    for (const [id, composing] of this.#composing) {
      if (current(id) !== id) composing.handOver(this.composing(current(id)));
    }
    const { place } = this.router;
    if (place.name !== 'inbox' || place.conversationId === null) return;
    const id = current(place.conversationId);
    if (id !== place.conversationId) this.router.go(conversationPlace(id, place.messageId));
  }

  #hasPending(): boolean {
    const { replica } = this.client;
    return [...replica.conversations.keys()].some((id) => replica.pending(id).length > 0);
  }
}
