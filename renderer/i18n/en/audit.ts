import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** “from 5 to 8”, “from nothing to 8”. */
const changed = (who: string, what: string, before: string, after: string) =>
  `${who} changed ${what} from ${before} to ${after}`;

/** The audit log: what it is called and how each of its lines reads. */
export const audit = {
  title: 'Audit log',
  intro: 'Who did what, and when. Only admins see it, and nobody can change it.',
  filters: {
    label: 'Narrow the list',
    topic: 'About',
    person: 'Person',
    from: 'From',
    to: 'Until',
    text: 'Search',
    everything: 'Everything',
    everybody: 'Everybody',
    clear: 'Show everything',
  },
  topics: {
    'sign-ins': 'Sign-ins',
    people: 'People',
    settings: 'Settings',
    chats: 'Chats',
    number: 'Number and host PC',
    data: 'Backups and data',
  },
  list: 'Entries, newest first',
  more: 'Show older entries',
  searching: 'Looking further back…',
  lookedBack: (day: string) => `Looked through everything back to ${day}.`,
  lookFurther: 'Look further back',
  newEntries: (count: number, isMore: boolean) =>
    isMore
      ? `More than ${count} new entries`
      : plural(count, { one: '# new entry', other: '# new entries' }),
  none: 'Nothing was written down yet.',
  noneFound: 'No entry fits. Choose a longer time, or search for less.',
  failed: 'The audit log could not be read.',
  details: {
    when: 'When',
    who: 'Who',
    nobody: 'Deskline itself',
    address: 'Address',
    device: 'Device',
    reason: 'Reason',
    file: 'File',
    detail: 'Detail',
    entry: 'Entry',
    before: 'Before',
    after: 'After',
    what: 'What',
    nothing: 'nothing',
    pixels: (width: number, height: number) => `${width} × ${height} pixels`,
    open: 'Open the chat',
    moreChanges: (count: number) =>
      plural(count, { one: 'and # more change', other: 'and # more changes' }),
  },

  export: {
    button: 'Export as CSV',
    working: (count: number) =>
      plural(count, { one: '# entry so far…', other: '# entries so far…' }),
    done: (count: number) =>
      plural(count, { one: '# entry was exported', other: '# entries were exported' }),
    cut: (count: number) =>
      `The file has the newest ${count} entries. Choose a shorter time for the rest.`,
    cancel: 'Stop',
    columns: ['Entry', 'Time', 'About', 'What', 'Who', 'Chat with', 'Sentence', 'Details'],
    file: 'audit-log',
  },

  verify: {
    title: 'Is it unchanged?',
    text: 'Each entry is sealed together with the one before it. Verifying looks at all of them; everybody can go on working.',
    button: 'Verify now',
    running: (share: string) => `Verifying, ${share}`,
    progress: 'Verified so far',
    whole: (entries: string, from: string, to: string) =>
      `Nothing was changed: ${entries} from ${from} to ${to}.`,
    entries: (count: number) => plural(count, { one: '# entry', other: '# entries' }),
    empty: 'There is no entry yet.',
    erased: (entries: string, when: string, who: string) =>
      `In ${entries} data was erased for privacy, last on ${when} by ${who}. That is on record and fits.`,
    changed: (seq: number, when: string | null) =>
      when === null ? `Entry ${seq} does not fit.` : `Entry ${seq} of ${when} does not fit.`,
    before: 'Everything before it is as it was written.',
    why: {
      changed: 'What it says is not what was written then: somebody changed it in the database.',
      relinked:
        'Its time, person, kind or place is not what was written then, or an entry before it was put in or taken out.',
      missing: 'It is gone: somebody took it out of the database.',
      unchained: 'It was put into the database by something else than Deskline.',
      'erased-wrongly': 'Its data was taken out, and no entry says that somebody erased it.',
      'other-seal':
        'All entries fit each other, but this is not the log that your seal is from: it was written anew, or a backup was restored.',
    },
    next: 'Keep a copy of the data folder as it is, and compare with a backup from before.',
    failed: 'It could not be verified. Is the disk all right? Try again.',
    notNow: 'It is being verified already.',
    seals: 'Seals, for keeping elsewhere',
    seal: 'Seal of the newest entry',
    sealHelp:
      'Keep it elsewhere, on paper for example. Later it shows whether the whole log was replaced.',
    noSeal: 'There is no entry yet.',
    copyFailed: 'It could not be copied. Select it and copy it by hand.',
    kept: 'A seal that you kept (optional)',
    keptWrong: 'This is no seal: it is a number, a dash and 64 letters and digits.',
  },

  /** What each kind of line is called; the search finds it, the file has it. */
  kinds: {
    'agent.added': 'New person',
    'agent.changed': 'Changed person',
    'agent.password-reset': 'New password',
    'agent.password-changed': 'Own password changed',
    'agent.sessions-ended': 'Sessions ended',
    'agent.second-factor-changed': 'Two-step sign-in',
    'agent.recovery-code-used': 'Recovery code used',
    'contact.renamed': 'Contact renamed',
    'contact.block-changed': 'Blocked or unblocked',
    'contact.merged': 'Contacts merged',
    'contact.unmerged': 'Merge undone',
    'message.deleted': 'Deleted message',
    'conversation.claimed': 'Claimed chat',
    'conversation.transferred': 'Transferred chat',
    'conversation.taken-over': 'Taken over chat',
    'conversation.requested': 'Request for a chat',
    'conversation.request-ended': 'End of a request',
    'conversation.snoozed': 'Snoozed chat',
    'conversation.woken': 'End of a snooze',
    'conversation.closed': 'Closed chat',
    'conversation.undone': 'Taken back',
    'logo.changed': 'Logo',
    'tag.saved': 'Tag',
    'tag.removed': 'Removed tag',
    'outcome.saved': 'Outcome',
    'outcome.removed': 'Removed outcome',
    'quick-reply.saved': 'Quick reply',
    'quick-reply.removed': 'Removed quick reply',
    'own-status.saved': 'Own status',
    'own-status.removed': 'Removed own status',
    'contact-field.saved': 'Contact field',
    'contact-field.removed': 'Removed contact field',
    'contact-field.ordered': 'Order of contact fields',
    'snooze-presets.changed': 'Times to snooze',
    'survey.texts-changed': 'Question about satisfaction',
    'hours.office-changed': 'Opening hours',
    'hours.own-changed': 'Own opening hours',
    'hours.overridden': 'Closed or opened by hand',
    'bot.flow-saved': 'Flow of the chatbot',
    'bot.flow-removed': 'Removed flow',
    'bot.cover-changed': 'When the chatbot answers',
    'rule.saved': 'Rule',
    'rule.removed': 'Removed rule',
    'rule.ordered': 'Order of rules',
    'settings.changed': 'Setting',
    'coverage.number-linked': 'Linked number',
    'number.state-changed': 'State of the number',
    'number.order-given': 'Order to the link',
    'host.clock-set': 'Clock of the host PC',
    'host.clock-judged': 'Clock of the host PC',
    'host.slept': 'Host PC slept',
    'host.restored': 'Restored backup',
    'host.backup-failed': 'Failed backup',
    'backup.made': 'Backup',
    'session.started': 'Sign-in',
    'session.ended': 'Sign-out',
    'sign-in.refused': 'Refused sign-in, wrong password or code',
    'sign-in.locked': 'Locked out',
    'sign-in.unlocked': 'Unlocked',
    'computer.code-made': 'Code for a computer',
    'computer.pairing-tried': 'Computer tried a code',
    'computer.paired': 'Added computer',
    'computer.renamed': 'Renamed computer',
    'computer.revoked': 'Revoked computer',
    'computer.restored': 'Revocation taken back',
    'deskline.started': 'Start of the host',
    'deskline.stopped': 'End of the host',
    'file.exported': 'Export',
    'file.imported': 'Import',
    'file.import-undone': 'Import taken back',
    'journal.verified': 'Verified log',
    'journal.erased': 'Erased data',
  },

  line: {
    host: 'Deskline',
    somebody: 'Somebody who left',
    unknownTag: 'an earlier tag',
    from: (sentence: string, address: string) => `${sentence}, from ${address}`,
    times: (sentence: string, count: number) =>
      count === 1 ? sentence : `${sentence}, ${count} times`,
    by: (sentence: string, who: string) => `${sentence}, by ${who}`,
    signedIn: (who: string) => `${who} signed in`,
    signedOut: (who: string) => `${who} signed out`,
    shiftOver: (who: string) => `${who} was signed out after the working hours`,
    signedInElsewhere: (who: string, device: string) =>
      `${who} signed in elsewhere and was signed out on ${device}`,
    wrongPassword: (name: string) => `Wrong password for ${name}`,
    wrongCode: (name: string) => `Right password for ${name}, wrong second code`,
    secondStepOn: (who: string) => `${who} switched two-step sign-in on`,
    secondStepOff: (who: string) => `${who} switched two-step sign-in off`,
    secondStepOffFor: (who: string, name: string) =>
      `${who} switched two-step sign-in off for ${name}`,
    secondStepOffOnHost: (name: string) =>
      `Two-step sign-in of ${name} was switched off on the host`,
    newRecoveryCodes: (who: string) => `${who} made new recovery codes`,
    recoveryCodeUsed: (who: string, left: number) =>
      `${who} signed in with a recovery code, ${left} left`,
    manyRefused: 'Sign-ins with many different names were refused',
    deactivatedTried: (name: string) => `${name} tried to sign in and is deactivated`,
    locked: {
      name: (name: string, until: string) =>
        `Too many attempts for ${name}: locked out until ${until}`,
      device: (name: string, until: string) =>
        `Too many attempts for ${name} on a device of theirs: locked out until ${until}`,
      address: (_name: string, until: string) => `Too many attempts: locked out until ${until}`,
    },
    unlocked: {
      name: (name: string) => `${name} may sign in again`,
      device: (name: string) => `${name} may sign in again on a device of theirs`,
      address: () => 'Attempts to sign in are taken again',
    },
    unlockedBy: (who: string, name: string) => `${who} unlocked ${name}`,
    computerCode: (who: string) => `${who} made a code to add a computer`,
    computerTried: (left: number) =>
      plural(left, {
        zero: 'A computer tried the code; it has no more tries',
        one: 'A computer tried the code; it has # more try',
        other: 'A computer tried the code; it has # more tries',
      }),
    computerPaired: (who: string, name: string) => `${who} added the computer ${name}`,
    computerRenamed: (who: string, before: string, after: string) =>
      `${who} renamed the computer ${before} to ${after}`,
    computerRevoked: (who: string, name: string, count: number) =>
      plural(count, {
        zero: `${who} revoked the computer ${name}`,
        one: `${who} revoked the computer ${name}; # session ended`,
        other: `${who} revoked the computer ${name}; # sessions ended`,
      }),
    computerRestored: (who: string, name: string) => `${who} let the computer ${name} in again`,
    agentAdded: (who: string, name: string, role: string) => `${who} added ${name} as ${role}`,
    roles: { agent: 'an agent', supervisor: 'a supervisor', admin: 'an admin' },
    roleChanged: (who: string, name: string, role: string) => `${who} made ${name} ${role}`,
    agentRenamed: (who: string, before: string, after: string) =>
      `${who} renamed ${before} to ${after}`,
    deactivated: (who: string, name: string) => `${who} deactivated ${name}`,
    reactivated: (who: string, name: string) => `${who} let ${name} work here again`,
    skillsChanged: (who: string, name: string) => `${who} changed what ${name} knows`,
    capacityChanged: (who: string, name: string, before: string, after: string) =>
      changed(who, `the chats for ${name}`, before, after),
    officeDefault: 'as the office says',
    passwordReset: (who: string, name: string) => `${who} gave ${name} a new password`,
    passwordResetOnHost: (name: string) => `The password of ${name} was reset on the host PC`,
    passwordChanged: (who: string, count: number) =>
      plural(count, {
        zero: `${who} chose a new password`,
        one: `${who} chose a new password; # session of theirs ended`,
        other: `${who} chose a new password; # sessions of theirs ended`,
      }),
    sessionsEnded: (who: string, name: string, count: number) =>
      plural(count, {
        one: `${who} ended # session of ${name}`,
        other: `${who} ended # sessions of ${name}`,
      }),
    setting: changed,
    unknownSetting: (name: string) => `the setting ${name}`,
    empty: 'nothing',
    logoChosen: (who: string) => `${who} chose a logo of the office`,
    logoRemoved: (who: string) => `${who} removed the logo of the office`,
    tagAdded: (who: string, name: string) => `${who} made the tag ${name}`,
    tagSaved: (who: string, name: string) => `${who} changed the tag ${name}`,
    tagRemoved: (who: string, name: string) => `${who} removed the tag ${name}`,
    outcomeAdded: (who: string, name: string) => `${who} made the outcome ${name}`,
    outcomeSaved: (who: string, name: string) => `${who} changed the outcome ${name}`,
    outcomeRemoved: (who: string, name: string) => `${who} removed the outcome ${name}`,
    quickReplyAdded: (who: string, shortcut: string) => `${who} made the quick reply /${shortcut}`,
    quickReplySaved: (who: string, shortcut: string) =>
      `${who} changed the quick reply /${shortcut}`,
    quickReplyRemoved: (who: string, shortcut: string | null) =>
      shortcut === null
        ? `${who} removed a quick reply`
        : `${who} removed the quick reply /${shortcut}`,
    ownStatusAdded: (who: string, name: string) => `${who} made the status ${name}`,
    ownStatusSaved: (who: string, name: string) => `${who} changed the status ${name}`,
    ownStatusRetired: (who: string, name: string) => `${who} retired the status ${name}`,
    ownStatusRemoved: (who: string, name: string) => `${who} removed the status ${name}`,
    fieldAdded: (who: string, name: string) => `${who} made the contact field ${name}`,
    fieldSaved: (who: string, name: string) => `${who} changed the contact field ${name}`,
    fieldRemoved: (who: string, name: string) => `${who} removed the contact field ${name}`,
    fieldsOrdered: (who: string) => `${who} changed the order of the contact fields`,
    surveyTexts: (who: string) => `${who} changed what customers are asked after a close`,
    snoozePresets: (who: string) => `${who} changed the times that a chat can be put away for`,
    officeHours: (who: string) => `${who} changed the opening hours`,
    ownHours: (who: string, of: string) => `${who} changed the hours of ${of}`,
    ownHoursGone: (who: string, of: string) => `${who} ended the own hours of ${of}`,
    ofTag: (name: string) => `the tag ${name}`,
    closedByHand: (who: string, until: string | null) =>
      until === null
        ? `${who} closed the office by hand`
        : `${who} closed the office until ${until}`,
    openedByHand: (who: string, until: string | null) =>
      until === null
        ? `${who} opened the office by hand`
        : `${who} opened the office until ${until}`,
    hoursCount: (who: string) => `${who} let the opening hours count again`,
    flowSaved: (who: string, name: string, version: number) =>
      `${who} saved the flow ${name}, version ${version}`,
    flowRemoved: (who: string, name: string) => `${who} removed the flow ${name}`,
    coverChanged: (who: string) => `${who} changed when the chatbot answers`,
    ruleAdded: (who: string, name: string) => `${who} made the rule ${name}`,
    ruleSaved: (who: string, name: string) => `${who} changed the rule ${name}`,
    ruleRemoved: (who: string, name: string) => `${who} removed the rule ${name}`,
    rulesOrdered: (who: string) => `${who} changed the order of the rules`,
    renamed: (who: string, name: string | null) =>
      name === null ? `${who} took back the contact’s name` : `${who} named the contact ${name}`,
    blocked: (who: string) => `${who} blocked this contact`,
    unblocked: (who: string) => `${who} unblocked this contact`,
    seenBlocked: 'This contact was blocked on the phone',
    seenUnblocked: 'This contact was unblocked on the phone',
    merged: (who: string) => `${who} merged two contacts into this one`,
    mergedBySelf: 'Two contacts turned out to be one person',
    unmerged: (who: string) => `${who} took two merged contacts apart`,
    messageDeleted: (who: string) => `${who} deleted a message or a note`,
    messageDeletedByContact: 'The customer deleted a message',
    messageDeletedOnPhone: 'A message was deleted on the phone',
    numberLinked: (phone: string) => `The number ${phone} is linked`,
    numberState: (state: string) => `The number: ${state}`,
    order: {
      'show-code': (who: string) => `${who} asked for a new code to link the number`,
      'link-with-phone': (who: string) => `${who} asked for a code to type on the phone`,
      'use-here': (who: string) => `${who} took WhatsApp Web back from another program`,
      restart: (who: string) => `${who} restarted the link to WhatsApp`,
    } as Readonly<Record<string, ((who: string) => string) | undefined>>,
    otherOrder: (who: string, order: string) => `${who} asked the link to WhatsApp: ${order}`,
    started: {
      stop: 'Deskline was started on the host PC',
      crash: 'Deskline was started again after it had ended without warning',
      unknown: 'Deskline was started on the host PC',
    },
    lastSeen: (sentence: string, when: string) => `${sentence}; it was last there on ${when}`,
    stopped: 'Deskline was ended on the host PC',
    backup: {
      daily: 'The daily backup was made',
      'by-hand': 'A backup was made',
      'before-update': 'A backup was made before an update',
    },
    backupBy: (who: string) => `${who} made a backup`,
    exported: {
      settings: (who: string) => `${who} exported the settings`,
      flow: (who: string, name: string) => `${who} exported the flow ${name}`,
      'audit-log': (who: string) => `${who} exported the audit log`,
    },
    imported: {
      settings: (who: string) => `${who} imported settings from a file`,
      flow: (who: string, name: string) => `${who} imported the flow ${name}`,
      'audit-log': (who: string) => `${who} imported a file`,
    },
    importUndone: (who: string, count: number) =>
      plural(count, {
        one: `${who} took back an import of settings: # change`,
        other: `${who} took back an import of settings: # changes`,
      }),
    verified: (who: string) => `${who} verified the audit log: nothing was changed`,
    verifiedBroken: (who: string, seq: number) =>
      `${who} verified the audit log: entry ${seq} does not fit`,
    erased: (who: string, count: number) =>
      plural(count, {
        one: `${who} erased data of # entry for privacy`,
        other: `${who} erased data of # entries for privacy`,
      }),
  },
};
