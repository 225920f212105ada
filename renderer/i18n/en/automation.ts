import type { ConditionType, RuleActionType, TriggerType } from '#shared/domain/rules/rule.ts';
import type { ReadyMadeRuleName } from '#shared/domain/rules/ready-made.ts';
import type { RuleProblemCode } from '#shared/domain/rules/problems.ts';
import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

interface Titled {
  readonly title: string;
  readonly text: string;
}

const minutes = (count: number): string => {
  if (count % (24 * 60) === 0) return plural(count / 24 / 60, { one: '# day', other: '# days' });
  if (count % 60 === 0) return plural(count / 60, { one: '# hour', other: '# hours' });
  return plural(count, { one: '# minute', other: '# minutes' });
};

/** Where an admin says what happens by itself. */
export const automation = {
  title: 'Automation',
  intro:
    'Rules that sort, tag, note and answer by themselves. They look at what happens from the top of the list down.',
  loadFailed: 'The rules could not be loaded.',
  back: 'All settings',

  list: {
    title: 'Rules',
    none: 'There are no rules yet',
    noneText: 'Begin with a ready-made one below. It is off until you switch it on.',
    unsavedNew: 'A rule that is not saved yet',
    unsaved: 'unsaved changes',
    goOn: 'Go on',
    isOn: (rule: string) => `Rule “${rule}” is on`,
    switchedOn: (rule: string) => `“${rule}” acts from now on`,
    switchedOff: (rule: string) => `“${rule}” does nothing from now on`,
    acted: (times: number, last: string) =>
      plural(times, { one: `acted once, ${last}`, other: `acted # times, last ${last}` }),
    never: 'has not acted yet',
    attention: (what: string) => `Needs attention: ${what}`,
    up: (rule: string) => `Move ${rule} up`,
    down: (rule: string) => `Move ${rule} down`,
    moved: (rule: string, place: number) => `${rule} is number ${place} now`,
    more: (rule: string) => `More for ${rule}`,
    edit: 'Edit',
    duplicate: 'Duplicate',
    export: 'Export as a file',
    remove: 'Remove',
    removed: (rule: string) => `“${rule}” is removed`,
    undo: 'Undo',
    duplicated: (rule: string) => `“${rule}” is there, switched off`,
    copyName: (rule: string) => `${rule} copy`,
    exportAll: 'Export all rules',
    stopsHere: 'rules below it do not look any more',
  },

  fresh: {
    title: 'New rule',
    text: 'Ready to look at with one click, and off until you switch it on.',
    empty: 'Empty rule',
    emptyName: 'New rule',
    importFile: 'Import a file',
    ready: {
      invoices: {
        title: 'Tag invoices',
        text: 'Messages about invoices and bills get a tag, so that those who know it get them.',
        note: '',
      },
      urgent: {
        title: 'Urgent words',
        text: 'Calls everybody to a chat in which something is urgent.',
        note: '{name} writes that it is urgent. Who can look at it first?',
      },
      waiting: {
        title: 'Waiting for 30 minutes',
        text: 'Calls supervisors and admins when a customer has waited for half an hour.',
        note: '{name} has waited for half an hour.',
      },
      thanks: {
        title: 'Only “thank you”',
        text: 'Closes a chat again when the customer says nothing but thank you.',
        note: '',
      },
    } satisfies Record<ReadyMadeRuleName, Titled & { readonly note: string }>,
  },

  editor: {
    label: 'Rule',
    back: 'All rules',
    name: 'Name of the rule',
    save: 'Save',
    savedOn: 'Saved. The rule acts from now on.',
    savedOff: 'Saved. The rule is off.',
    allSaved: 'Everything is saved',
    notSaved: 'Not saved',
    undo: 'Undo',
    drop: 'Drop my changes',
    dropped: 'Your changes are dropped',
    on: 'The rule is on',
    onHelp: 'Try it first: that shows what it would have done in the last week.',
    last: 'Stop here',
    lastHelp: 'When this rule acts, rules below it do not look at the same event any more.',
    notFound: 'There is no such rule (any more).',
    gone: 'Somebody else has removed this rule. Saving is not possible; export or copy what you need.',
    problems: (count: number) =>
      plural(count, { one: '# thing to put right', other: '# things to put right' }),
    newer: 'Somebody else has saved this rule meanwhile.',
    keepMine: 'Keep mine on top of it',
    takeTheirs: 'Take theirs',
    inWords: 'In plain words',
    refused: {
      'name-taken': 'There is another rule with this name. Choose another one.',
      'too-many': 'There are too many rules. Remove one first.',
      'not-valid': 'This rule cannot work yet: see the marked parts.',
      'not-found': 'There is no such rule (any more).',
      'moved-on': 'Somebody else has changed this meanwhile. Look at it again.',
    },
  },

  when: {
    title: 'When',
    type: 'What sets it off',
    types: {
      message: 'A customer writes a message',
      tagged: 'A tag is put on a chat',
      waited: 'A customer has waited',
      closed: 'A chat is closed',
    } satisfies Record<TriggerType, string>,
    any: 'With any of these words',
    all: 'With each of these words',
    none: 'With none of these words',
    wordsHelp:
      'Words and phrases, separated by commas. Capitals and accents do not matter. A * stands for any letters: invoic* finds invoice and invoices.',
    everyMessage: 'Without any words the rule looks at every message.',
    whole: 'The message says nothing else',
    tag: 'Which tag',
    minutes: 'Minutes',
    minutesHelp: 'Once for each wait, and as soon as the conditions below hold as well.',
    outcome: 'With which outcome',
    anyOutcome: 'Any outcome, or none',
  },

  conditions: {
    title: 'And only if',
    none: 'No conditions: always.',
    add: 'Add a condition',
    remove: (what: string) => `Remove the condition: ${what}`,
    types: {
      office: 'The office is open or closed',
      tag: 'The chat has a tag, or not',
      field: 'A field of the contact',
      owner: 'Somebody has the chat, or nobody',
      'first-message': 'It is the first message of an episode',
      number: 'How the number begins',
    } satisfies Record<ConditionType, string>,
    office: 'The office is',
    open: 'open',
    closed: 'closed',
    tag: 'Tag',
    has: 'The chat',
    hasTag: 'has the tag',
    hasNotTag: 'does not have the tag',
    field: 'Field',
    how: 'How',
    hows: { has: 'is filled', lacks: 'is not filled', is: 'is', contains: 'contains' },
    value: 'Value',
    owner: 'The chat',
    waiting: 'is waiting and nobody has it',
    owned: 'has an owner',
    first: 'The message is the first one of an episode.',
    numberIs: 'The number',
    begins: 'begins like',
    beginsNot: 'does not begin like',
    prefixes: 'Beginnings, separated by commas',
    prefixHint: '+49, +34 91',
  },

  then: {
    title: 'Then',
    none: 'Add what the rule is to do.',
    add: 'Add an action',
    number: (place: number, what: string) => `${place}. ${what}`,
    up: (what: string) => `Move ${what} up`,
    down: (what: string) => `Move ${what} down`,
    remove: (what: string) => `Remove ${what}`,
    types: {
      tag: 'Put a tag on',
      untag: 'Take a tag off',
      assign: 'Give the chat to somebody',
      note: 'Write an internal note',
      reply: 'Send a reply',
      notify: 'Call people',
      close: 'Close the chat',
      field: 'Fill a field of the contact',
    } satisfies Record<RuleActionType, string>,
    tag: 'Tag',
    to: 'To whom',
    toQueue: 'Back to the queue',
    toTag: (tag: string) => `Queue for ${tag}`,
    toAgent: (agent: string) => agent,
    toAgentHelp: 'Only while this person is here; otherwise the chat stays where it is.',
    text: 'Text',
    note: 'Note for your team',
    noteHelp:
      'Only your team sees it. {name} becomes the customer’s name, {Field} a field of the contact.',
    replyHelp:
      'Sent once in an episode, and never while the chatbot talks. {name} becomes the customer’s name, {office} yours, {Field} a field of the contact.',
    evenWhenOwned: {
      assign: 'Also take it from whoever has it',
      reply: 'Also where a person has the chat or has answered',
      close: 'Also close it when somebody has it',
    },
    notifyTo: 'Whom',
    notify: {
      everyone: 'Everybody',
      admins: 'All supervisors and admins',
      owner: 'Whoever has the chat',
      agents: 'Certain people',
    },
    people: 'People',
    notifyText: 'What they are told',
    notifyHelp:
      'It is a note in the chat that names them: on their screens at once, and among their mentions until they have seen it.',
    outcome: 'Outcome',
    noOutcome: 'Without an outcome',
    field: 'Field',
    value: 'Value',
    choose: 'Choose…',
  },

  try: {
    title: 'Try it',
    text: 'Looks at what happened in the last seven days and shows what this rule would have done. Nothing is changed and nobody gets anything.',
    run: 'Try it on the last week',
    again: 'Try again',
    busy: 'Looking through the last week…',
    times: (times: number, chats: number) =>
      times === 0
        ? 'It would have done nothing.'
        : plural(times, {
            one: 'It would have acted once.',
            other: `It would have acted # times, in ${plural(chats, { one: '# chat', other: '# chats' })}.`,
          }),
    replies: (count: number) =>
      plural(count, {
        one: 'It would have answered a customer once by itself.',
        other: 'It would have answered customers # times by itself.',
      }),
    noReplies: 'It would not have answered anybody by itself.',
    looked: (count: number) =>
      plural(count, { one: 'It looked at # event.', other: 'It looked at # events.' }),
    cut: (until: string) =>
      `There was too much to look at: it stopped at ${until}. What came after that is not counted.`,
    shown: (count: number) => `The last ${count} are shown.`,
    note: 'Other rules and your chatbot are left out of it. Fields of contacts are as they are now.',
    outdated: 'You have changed the rule since.',
    refused: 'Put the marked parts right first.',
    found: (words: string) => `found: ${words}`,
    wouldReply: 'would have answered',
    open: (customer: string) => `Open the chat with ${customer}`,
    list: 'Where it would have acted',
  },

  file: {
    problemsTitle: 'This file cannot be imported',
    rule: (place: number) => `Rule ${place}`,
    whole: 'The file',
    problems: {
      'too-large': 'It is too large for rules.',
      'not-json': 'It is no valid JSON file. Export your rules to see what one looks like.',
      'not-rules': 'It has no rules in it. Choose a file that was exported here.',
      'newer-format':
        'It was made by another version of Deskline. Update this one, or export the file anew.',
      value: (field: string, why: string) => `${field}: ${why}`,
    },
    title: (count: number) => plural(count, { one: 'Import # rule?', other: 'Import # rules?' }),
    text: 'They are switched off, so that you can look at them first.',
    renamed: (before: string, after: string) =>
      `“${before}” is there already: imported as “${after}”`,
    missing: 'Your office does not have everything that is named in it. What is meant?',
    missingName: {
      tags: (name: string) => `Tag “${name}”`,
      agents: (name: string) => `Person “${name}”`,
      outcomes: (name: string) => `Outcome “${name}”`,
    },
    leaveOut: 'Leave it empty',
    import: 'Import',
    cancel: 'Cancel',
    close: 'Close',
    imported: (count: number) =>
      plural(count, {
        one: '# rule is imported, switched off',
        other: '# rules are imported, switched off',
      }),
  },

  sentence: {
    whole: (when: string, conditions: string, then: string) =>
      `When ${when}${conditions === '' ? '' : `, and ${conditions}`}: ${then}.`,
    end: 'After that, rules below it do not look any more.',
    nothing: 'nothing yet',
    others: (count: number) => plural(count, { one: '# other', other: '# others' }),
    anyMessage: 'a customer writes',
    contains: (words: string) => `a message contains ${words}`,
    containsOnly: (words: string) => `a message says nothing but ${words}`,
    not: (words: string) => `not ${words}`,
    but: (has: string, hasNot: string) => `${has} but ${hasNot}`,
    writesWithout: (words: string) => `a customer writes a message without ${words}`,
    tagged: (tag: string) => `the tag ${tag} is put on`,
    waited: (count: number) => `a customer has waited for ${minutes(count)}`,
    closed: 'a chat is closed',
    closedAs: (outcome: string) => `a chat is closed as ${outcome}`,
    condition: {
      open: 'the office is open',
      closed: 'the office is closed',
      hasTag: (tag: string) => `the chat has the tag ${tag}`,
      hasNotTag: (tag: string) => `the chat does not have the tag ${tag}`,
      has: (field: string) => `${field} is filled`,
      lacks: (field: string) => `${field} is not filled`,
      is: (field: string, value: string) => `${field} is ${value}`,
      contains: (field: string, value: string) => `${field} contains ${value}`,
      waiting: 'nobody has the chat',
      owned: 'somebody has the chat',
      first: 'it is the first message of an episode',
      begins: (prefixes: string) => `the number begins with ${prefixes}`,
      beginsNot: (prefixes: string) => `the number does not begin with ${prefixes}`,
    },
    action: {
      tag: (tag: string) => `put the tag ${tag} on`,
      untag: (tag: string) => `take the tag ${tag} off`,
      toQueue: 'put the chat back in the queue',
      toTag: (tag: string) => `assign to the queue for ${tag}`,
      toAgent: (agent: string) => `assign to ${agent}`,
      note: 'write a note',
      reply: (text: string) => `reply “${text}”`,
      everyone: 'call everybody',
      admins: 'call supervisors and admins',
      owner: 'call whoever has the chat',
      agents: (people: string) => `call ${people}`,
      close: 'close the chat',
      closeAs: (outcome: string) => `close the chat as ${outcome}`,
      field: (field: string, value: string) => `set ${field} to ${value}`,
    },
    unknownTag: '(no tag)',
    unknownAgent: '(nobody)',
    unknownOutcome: '(no outcome)',
    unknownField: '(no field)',
  },

  problems: {
    'no-actions': 'Add at least one thing to do.',
    'phrase-empty': (phrase: string) => `“${phrase}” has no letters or digits to look for.`,
    'phrase-too-long': (phrase: string) => `“${phrase}” has more than eight words. Shorten it.`,
    'whole-of-nothing': 'Say which words the message may have, or switch “nothing else” off.',
    'tag-missing': 'Choose a tag.',
    'tag-gone': 'This tag is offered no more. Choose another one.',
    'outcome-gone': 'This outcome is offered no more. Choose another one.',
    'agent-missing': 'Choose who.',
    'agent-gone': 'This person does not work here any more. Choose somebody else.',
    'field-missing': 'Write which field.',
    'value-missing': 'Write the value.',
    'text-missing': 'Write the text.',
    'prefix-missing': 'Write how the number begins, for example +49.',
    'prefix-not-a-number': (prefix: string) =>
      `“${prefix}” is not how a number begins. Write it like +49.`,
    'only-with-messages': 'This is only known of messages. Remove it, or choose a message above.',
    contradiction: 'This is never so together with the rest. Remove one of them.',
    'closed-already': 'The chat is closed by then. Choose something else to do.',
    'two-replies':
      'One reply is enough: a rule answers once in an episode. Put both texts into one.',
    'answers-every-message':
      'Without words and conditions this answers every customer once in each episode. Is that meant?',
  } satisfies Record<RuleProblemCode, string | ((detail: string) => string)>,
};
