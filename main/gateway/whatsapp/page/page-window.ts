/**
 * The part of WhatsApp Web's page that is used here, as seen from inside it. Functions of this
 * folder are sent to the page as text: they use nothing but their argument, types and the page.
 */
export interface PageWindow {
  require<N extends keyof PageModules>(module: N): PageModules[N];
  readonly location: { readonly protocol: string };
  readonly Debug?: { readonly VERSION?: unknown };
  /** Added by whatsapp-web.js. */
  readonly WWebJS: {
    getChat(id: string, options: { getAsModel: false }): Promise<PageChat | null | undefined>;
    getMessageModel: (message: PageMessage) => { readonly id: object };
    sendSeen(chatId: string): Promise<boolean>;
    sendChatstate(state: 'typing' | 'stop', chatId: string): Promise<unknown>;
    rejectCall(peer: string, id: string): Promise<void>;
    sendMessage(chat: PageChat, content: string, options: object): Promise<unknown>;
    editMessage(message: PageMessage, content: string, options: object): Promise<unknown>;
  };
  onAppStateHasSyncedEvent?(): Promise<void>;
  /** Ours: set once this document has been prepared by the library. */
  desklineIsInjected?: boolean;
  desklineDownloads?: Map<number, Promise<PageDownload>>;
  desklineFiles?: Map<number, Uint8Array<ArrayBuffer>>;
  desklineSends?: Map<string, Promise<PageSendOutcome>>;
  desklineSocketState?(state: string): void;
}

export interface PageWid {
  readonly _serialized: string;
  readonly user: string;
  readonly server: string;
  isLid(): boolean;
}

export interface PageKey {
  readonly id: string;
  readonly fromMe: boolean;
  readonly remote: PageWid;
  toString(): string;
}

export interface PageKeyParts {
  readonly from: PageWid | undefined;
  readonly to: PageWid;
  readonly id: string;
  readonly selfDir: 'out';
}

export interface PageMessage {
  readonly id: PageKey;
  readonly type: string;
  readonly t: number;
  readonly ack: number;
  readonly isNotification?: boolean;
  readonly directPath?: string;
  readonly encFilehash?: string;
  readonly filehash?: string;
  readonly mediaKey?: unknown;
  readonly mediaKeyTimestamp?: number;
  readonly mimetype?: string;
  readonly filename?: string;
  readonly mediaData?: { readonly mediaStage: string };
  downloadMedia(options: { downloadEvenIfExpensive: true; rmrReason: 1 }): Promise<unknown>;
  readonly body?: string;
  readonly caption?: string;
  readonly hasReaction?: boolean;
  readonly pollOptions?: readonly { readonly name: string; readonly localId?: number }[];
  unsafe(): PageMessage;
}

export interface PageChat {
  readonly id: PageWid;
  readonly t?: number;
  readonly unreadCount?: number;
  readonly lastReceivedKey?: PageKey | null;
  readonly msgs: { getModelsArray(): PageMessage[] };
}

export interface PageContact {
  readonly id: PageWid;
  readonly phoneNumber?: PageWid;
}

interface PageReactions {
  serialize(): {
    readonly aggregateEmoji: string;
    readonly senders: readonly {
      readonly senderUserJid: string | PageWid;
      readonly reactionText?: string;
      /** Milliseconds since 1970. */
      readonly timestamp: number;
    }[];
  }[];
}

export interface PageVoteRow {
  /** Of the vote itself. */
  readonly msgKey?: unknown;
  readonly sender?: string | PageWid | null;
  readonly author?: string | PageWid | null;
  readonly from?: string | PageWid | null;
  readonly selectedOptionLocalIds: ArrayBuffer | ArrayLike<number>;
  readonly senderTimestampMs: number;
}

interface PageModules {
  WAWebCollections: {
    readonly Chat: { get(id: PageWid): PageChat | undefined; getModelsArray(): PageChat[] };
    readonly Contact: {
      get(id: PageWid): PageContact | undefined;
      find(id: string): Promise<PageContact>;
    };
    readonly ProfilePicThumb: {
      find(id: PageWid): Promise<{ readonly img?: string; readonly eurl?: string } | undefined>;
    };
    readonly Blocklist: {
      get(id: PageWid): unknown;
      getModelsArray(): { readonly id: PageWid }[];
    };
    readonly Reactions: {
      find(key: string): Promise<{ readonly reactions: PageReactions } | null | undefined>;
    };
    readonly Msg: {
      get(key: string): PageMessage | undefined;
      getMessagesById(keys: string[]): Promise<{ messages?: PageMessage[] } | undefined>;
      getModelsArray(): PageMessage[];
    };
  };
  WAWebMsgKey: {
    readonly prototype: PageKey;
    new (parts: PageKeyParts): PageKey;
    newId(): Promise<string> | string;
  };
  WAWebWidFactory: { createWid(id: string): PageWid };
  WAWebSocketModel: {
    readonly Socket: {
      readonly state?: string;
      readonly hasSynced?: boolean;
      on(event: string, listener: () => void): void;
      takeover(): void;
    };
  };
  WAWebCmd: {
    readonly Cmd: {
      refreshQR(): void;
      sendRevokeMsgs(
        chat: PageChat,
        messages: { readonly list: readonly PageMessage[]; readonly type: 'message' },
        options: { readonly clearMedia: boolean },
      ): unknown;
    };
  };
  WAWebMsgActionCapability: {
    canEditText(message: PageMessage): boolean;
    canEditCaption(message: PageMessage): boolean;
    canSenderRevokeMsg(message: PageMessage): boolean;
  };
  WAWebMsgReply: { canReplyMsg(message: PageMessage): boolean } | undefined;
  WAWebSendReactionMsgAction: {
    sendReactionToMsg(message: PageMessage, emoji: string): Promise<unknown>;
  };
  WAWebPollsSendVoteMsgAction: {
    sendVote(poll: PageMessage, options: ReadonlySet<number>): Promise<unknown>;
  };
  WAWebPollsVotesSchema: {
    getTable(): { equals(index: readonly string[], key: string): Promise<PageVoteRow[]> };
  };
  WAWebConnModel: { readonly Conn: { readonly pushname?: string } };
  WAWebUserPrefsMeUser: {
    getMaybeMePnUser(): PageWid | undefined;
    getMaybeMeLidUser(): PageWid | undefined;
  };
  WAWebApiContact: {
    getPhoneNumber(wid: PageWid): PageWid | undefined;
    getCurrentLid(wid: PageWid): PageWid | undefined;
  };
  WAWebContactGetters: {
    getName(contact: PageContact): string | undefined;
    getPushname(contact: PageContact): string | undefined;
    getVerifiedName(contact: PageContact): string | undefined;
  };
  WAWebBlockContactUtils: {
    getContactToBlockOnlyUseIfNoAssociatedChat(contact: PageContact, from: string): PageContact;
  };
  WAWebBlockContactAction: {
    blockContact(of: { contact: PageContact }): Promise<unknown>;
    unblockContact(contact: PageContact): Promise<unknown>;
  };
  WAWebChatLoadMessages: {
    loadEarlierMsgs(of: { chat: PageChat }): Promise<PageMessage[] | null | undefined>;
  };
  WAWebSendMsgChatAction: { readonly addAndSendMsgToChat: unknown };
  WAWebDownloadManager: {
    readonly downloadManager: {
      downloadAndMaybeDecrypt(file: Readonly<Record<string, unknown>>): Promise<ArrayBuffer>;
    };
  };
  WAWebMediaMmsV4Upload: { readonly uploadMedia: unknown };
}

/** How far a send got inside the page; `isHandedOver`: WhatsApp Web's own send was called. */
export type PageSendOutcome =
  | { readonly result: 'accepted' }
  | { readonly result: 'no-chat'; readonly why: string }
  | {
      readonly result: 'failed';
      readonly isHandedOver: boolean;
      readonly ack: number | null;
      readonly why: string;
    };

/** `gone`: WhatsApp has the file no more; `busy`: it is asking the phone for it. */
export type PageDownload =
  | {
      readonly result: 'ready';
      readonly bytes: number;
      readonly mime: string;
      readonly fileName: string | null;
    }
  | { readonly result: 'gone' | 'busy' }
  | { readonly result: 'failed'; readonly why: string };
