import { pluralizer } from '../plural.ts';
import type { BotTime } from '#shared/domain/bot/cover.ts';
import type { FlowSaying } from '#shared/domain/bot/flow.ts';
import type { ReadyMadeName } from '#shared/domain/bot/ready-made/index.ts';

const plural = pluralizer('en');

interface Titled {
  readonly title: string;
  readonly text: string;
}

/** Where an admin tells the chatbot what to say, and when. */
export const chatbotSettings = {
  title: 'Chatbot',
  intro:
    'It answers for you while nobody is there, and can greet and sort while you are. Whoever takes a chat over silences it at once.',
  loadFailed: 'The chatbot could not be loaded.',
  back: 'All settings',

  cover: {
    title: 'When it answers',
    closed: {
      title: 'While you are closed',
      text: 'Once for each time you are closed, by your opening hours.',
    },
    open: {
      title: 'While you are open',
      text: 'Once for each chat that begins, before a person is given it.',
    },
    flow: (time: string) => `Flow for: ${time}`,
    none: 'No flow chosen',
    hoursNotSet: 'You have no opening hours yet, so you always count as open.',
    switchedOn: (flow: string) => `“${flow}” answers from now on`,
    switchedOff: 'The chatbot is silent from now on',
    choose: 'Choose a flow first.',
  } satisfies Record<BotTime, Titled> & Record<string, unknown>,

  flows: {
    title: 'Flows',
    none: 'There are no flows yet. Begin with a ready-made one.',
    steps: (count: number) => plural(count, { one: '# step', other: '# steps' }),
    version: (version: number) => `version ${version}`,
    isOn: { closed: 'answers while closed', open: 'answers while open' },
    unsaved: 'unsaved changes',
    edit: 'Edit',
    editNamed: (flow: string) => `Edit ${flow}`,
    unsavedNew: 'A flow that is not saved yet',
    goOn: 'Go on',
  },

  fresh: {
    title: 'New flow',
    text: 'Ready to use with one click. Every word can be changed.',
    language: 'Language of the texts',
    ready: {
      closed: {
        title: 'Closed',
        text: 'Says when you are back, takes a message, tells the opening hours.',
      },
      welcome: {
        title: 'Welcome and sort',
        text: 'Greets, asks what it is about and puts the chat into the right queue.',
      },
      lead: {
        title: 'Lead questions',
        text: 'Asks for name, need and when, and hands over to your team.',
      },
    } satisfies Record<ReadyMadeName, Titled>,
    empty: 'Empty flow',
    emptyName: 'New flow',
    emptyText: 'Hello {name}!',
    importFile: 'Import a file',
    imported: 'Imported. Look through it, then save it.',
  },

  file: {
    title: 'This file cannot be imported',
    step: (step: number) => `Step ${step}`,
    whole: 'The file',
    problems: {
      'too-large': 'It is too large for a flow.',
      'not-json': 'It is no valid JSON file. Export a flow to see what one looks like.',
      'not-a-flow': 'It is no chatbot flow. Choose a file that was exported here.',
      'newer-format':
        'It was made by another version of Deskline. Update this one, or export the file anew.',
      'unknown-tag': (name: string) =>
        `There is no tag called “${name}” here. Make it in the settings, or change the file.`,
      'unknown-agent': (name: string) =>
        `Nobody is called “${name}” here. Add this person, or change the file.`,
      value: (field: string, why: string) => `${field}: ${why}`,
    },
    close: 'Close',
  },

  editor: {
    label: 'Flow',
    back: 'All flows',
    name: 'Name of the flow',
    save: 'Save',
    saved: (version: number) => `Saved as version ${version}`,
    allSaved: 'Everything is saved',
    notSaved: 'Not saved: customers get the version before',
    undo: 'Undo',
    more: 'More',
    export: 'Export as a file',
    versions: 'Earlier versions',
    remove: 'Delete this flow',
    drop: 'Drop my changes',
    dropped: 'Your changes are dropped',
    removeTitle: (flow: string) => `Delete “${flow}”?`,
    removeText: 'Its versions go with it. Talks under way end, and the chats wait in the queue.',
    removeConfirm: 'Delete',
    removed: (flow: string) => `“${flow}” is deleted`,
    cancel: 'Cancel',
    notFound: 'There is no such flow (any more).',
    problems: (errors: number) =>
      plural(errors, { one: '# thing to put right first', other: '# things to put right first' }),
    showProblem: 'Show the first one',
    newer: (version: number) => `Somebody else has saved version ${version} meanwhile.`,
    keepMine: 'Keep mine on top of it',
    takeTheirs: 'Take theirs',
    refused: {
      'in-use': 'This flow is switched on. Switch it off before you delete it.',
      'name-taken': 'There is another flow with this name.',
      'too-many': 'There are too many flows. Delete one first.',
      'not-valid': 'This flow cannot work yet: see the marked steps.',
      'not-found': 'There is no such flow (any more).',
    },
  },

  versions: {
    title: 'Earlier versions',
    text: 'To restore one makes it the newest version; nothing is lost.',
    by: (who: string) => `by ${who}`,
    current: 'The newest',
    restore: 'Restore',
    restoreNamed: (version: number) => `Restore version ${version}`,
    restored: (version: number) => `Version ${version} counts again`,
  },

  steps: {
    title: 'Steps',
    first: 'It begins here',
    number: (step: number, kind: string) => `Step ${step}: ${kind}`,
    add: 'Add a step here',
    addFirst: 'Add the first step',
    addAtEnd: 'Add a step',
    up: (step: string) => `Move ${step} up`,
    down: (step: string) => `Move ${step} down`,
    remove: (step: string) => `Delete ${step}`,
    waitsHere: 'The test chat waits here',
    below: 'to the step below',
    goesTo: 'Then it goes on',
    named: (number: number, kind: string, words: string) =>
      words === '' ? `${number}. ${kind}` : `${number}. ${kind}: ${words}`,
    gone: 'a step that is gone',
    kinds: {
      message: { title: 'Message', text: 'Says something, also with a picture or a file' },
      menu: { title: 'Menu', text: 'Offers choices by number or word' },
      question: { title: 'Question', text: 'Asks something and keeps the answer' },
      hours: { title: 'Opening hours', text: 'Says when you are open' },
      language: { title: 'Language', text: 'Lets the customer choose a language' },
      tag: { title: 'Tag', text: 'Puts a tag on the chat' },
      wait: { title: 'Pause', text: 'Waits a moment before it goes on' },
      handover: { title: 'Hand over', text: 'Gives the chat to people and ends' },
      end: { title: 'End', text: 'Says no more; the chat waits in the queue' },
    },
  },

  fields: {
    text: 'What it says',
    textOf: (language: string) => `What it says (${language})`,
    optional: 'May stay empty',
    insert: 'Insert',
    insertNamed: (name: string) => `Insert {${name}}`,
    attach: 'Attach a picture or file',
    detach: (file: string) => `Remove ${file}`,
    attachFailed: 'The file could not be stored. Try again.',
    lostFile: (file: string) => `${file} is not on this host: attach it again`,
    options: 'Choices',
    option: (number: number) => `Choice ${number}`,
    optionWays: (number: number) => `Choice ${number} goes on`,
    keywords: (number: number) => `Other words for choice ${number}, with commas`,
    keywordsHint: 'Other words, with commas',
    addOption: 'Add a choice',
    removeOption: (number: number) => `Remove choice ${number}`,
    personHint: '0 always leads to a person.',
    field: 'Keep the answer as',
    fieldHint: 'Shown beside the chat; later texts can name it as {Name}.',
    answer: 'What counts as an answer',
    answers: {
      text: 'Anything',
      number: 'A number',
      date: 'A day',
      email: 'An e-mail address',
      phone: 'A phone number',
    },
    timeout: 'When no answer comes',
    timeoutNone: 'The chat waits in the queue',
    timeoutSet: 'Go on after a while',
    timeoutMinutes: 'Minutes to wait',
    timeoutWay: 'Without an answer it goes on',
    tag: 'Tag',
    chooseTag: 'Choose a tag',
    seconds: 'Seconds to wait',
    to: 'To whom',
    toQueue: 'The queue',
    toTag: (tag: string) => `The queue for ${tag}`,
    toAgent: (who: string) => `${who}, when online`,
    handoverHint: 'Who is not online gets nothing: the chat then waits in the queue.',
  },

  general: {
    title: 'Languages and standing texts',
    languages: 'Languages',
    languagesHint:
      'Chosen by the beginning of the customer’s number. The first one speaks where another has no text.',
    writeIn: 'Write texts in',
    prefixes: (language: string) => `Numbers that begin with, for ${language}`,
    prefixesHint: 'As +49, with commas',
    prefixesWrong: 'Write country codes as +49, with commas between them.',
    addLanguage: 'Add a language',
    removeLanguage: (language: string) => `Remove ${language}`,
    patience: 'Minutes it waits for an answer',
    patienceHint: 'Then it leaves the chat to your team.',
    says: {
      notUnderstood: 'When it does not understand',
      toPerson: 'When it gives the chat to a person',
      toPersonClosed: 'The same while you are closed',
      personOption: 'Last line of each menu, chosen with 0',
    } satisfies Record<FlowSaying, string>,
    personWords: (language: string) => `Words that lead to a person (${language})`,
    personWordsHint: 'With commas. Understood at any time, in any language.',
  },

  manners: {
    title: 'When it stays silent by itself',
    text: 'Whatever a flow says. These times are the same for every office and cannot be changed.',
    afterPerson: (open: string, closed: string) => ({
      name: `After a person: ${open} while you are open, ${closed} while you are closed`,
      why: 'Who was answered by a person so recently is still talking with that person.',
    }),
    fresh: (time: string) => ({
      name: `Messages older than ${time}`,
      why: 'After an absence of this PC or of WhatsApp an answer would come too late to help.',
    }),
    anHour: (messages: number) => ({
      name: `More than ${messages} messages an hour to one customer`,
      why: 'From chatbot and rules together; then people go on.',
    }),
    loop: (same: number, messages: number, time: string) => ({
      name: `The same text ${same} times, or ${messages} messages, within ${time}`,
      why: 'That is another machine. The chat waits in the queue.',
    }),
    turns: (turns: number) => ({
      name: `More than ${turns} messages of the customer’s in one talk`,
      why: 'The flow does not help this customer. The chat waits in the queue.',
    }),
  },

  problems: {
    'no-steps': 'Add a first step.',
    'same-id': 'Another step has the same id. Delete one of them.',
    'nothing-follows': 'Nothing follows here. Add an end or a hand-over below, or choose a step.',
    'step-missing': 'It leads to a step that is gone. Choose another one.',
    'text-missing': 'Write what it says.',
    'text-too-long': 'This is too long for one message. Make it shorter or split it.',
    'translation-missing': (language: string) =>
      `There is no text in ${language}: the first language is used.`,
    'variable-unknown': (name: string) =>
      `{${name}} is not known. Choose one from below the text, or ask for it in a question.`,
    'options-missing': 'Add a choice.',
    'same-words': (word: string) => `“${word}” means two of the choices. Use it once.`,
    'field-missing': 'Say what the answer is kept as.',
    'tag-missing': 'Choose a tag.',
    'agent-missing': 'Choose a person.',
    'media-missing': 'The file is not on this host. Attach it again.',
    'never-reached': 'Nothing leads here.',
    endless: 'It would go round in circles without the customer. Lead it elsewhere.',
    'no-way-out': 'From here there is no way to an end. Add a choice that leads to one.',
    'too-many-in-a-row': 'Too many messages in a row from here. Ask something in between.',
    'too-deep': 'Too many menus within menus. Make it flatter.',
  },

  test: {
    title: 'Test chat',
    text: 'The same chatbot as for customers. Nothing leaves this screen.',
    as: 'Customer',
    name: 'Name',
    phone: 'Number',
    open: 'You are open',
    closed: 'You are closed',
    when: 'Test it while',
    chat: 'What was said',
    empty: 'Write something as a customer would, and see what comes.',
    placeholder: 'Write as a customer',
    send: 'Send',
    restart: 'Begin anew',
    skipAnswer: 'Let the time pass without an answer',
    skipPause: 'Let the pause pass',
    over: 'The chatbot says no more. A person goes on.',
    customerSays: 'Customer',
    botSays: 'Chatbot',
    speaks: (language: string) => `Speaks ${language}`,
    noted: (field: string, value: string) => `Keeps ${field}: ${value}`,
    tagged: (tag: string) => `Puts the tag ${tag} on the chat`,
    goesTo: (to: string) => `Gives the chat to ${to}`,
  },
};
