/** What people at the desks see of the office's rules. */
export const rules = {
  author: (rule: string) => `Rule “${rule}”`,
  rowAuthor: (rule: string) => `Rule “${rule}”:`,
  notSaid: 'This was not sent: a person took over, or it was too late.',
  mentioned: (rule: string, customer: string) =>
    `Rule “${rule}” calls you to the chat with ${customer}`,
  closedBy: (rule: string) => `Rule “${rule}” closed this chat`,
  closedAsBy: (rule: string, outcome: string) => `Rule “${rule}” closed this chat as ${outcome}`,
  gave: (rule: string, to: string) => `Rule “${rule}” gave this chat to ${to}`,
  toQueue: (rule: string) => `Rule “${rule}” put this chat back in the queue`,
  toTag: (rule: string, tag: string) => `Rule “${rule}” put this chat in the queue for ${tag}`,
  itself: (rule: string) => `Rule “${rule}”`,

  acted: {
    sentence: (rule: string, deeds: string) => `Rule “${rule}” ${deeds}`,
    tagOn: (tag: string) => `put the tag ${tag} on`,
    tagOff: (tag: string) => `took the tag ${tag} off`,
    tagUnknown: 'that is gone',
    left: (what: string, why: string) => `did not ${what}: ${why}`,
    what: {
      tag: 'put a tag on',
      untag: 'take a tag off',
      assign: 'give this chat to anybody',
      note: 'write a note',
      reply: 'reply',
      notify: 'tell anybody',
      close: 'close this chat',
      field: 'fill the field',
    },
    why: {
      'tag-gone': 'the tag is offered no more',
      'outcome-gone': 'the outcome is offered no more',
      'agent-gone': 'the person works here no more',
      'agent-away': 'the person is not here now',
      nobody: 'nobody is there to be told',
      'fields-full': 'the contact has as many fields as there may be',
      late: 'the message arrived too late for an answer by itself',
      'too-many': 'this chat has had enough automatic answers',
      loop: 'another machine seems to write here',
    },
  },
};
