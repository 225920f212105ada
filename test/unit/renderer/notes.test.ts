import { describe, expect, it } from 'vitest';
import {
  matchingColleagues,
  mentionQuery,
  mentionsIn,
  notePieces,
  withMention,
} from '#renderer/state/mentions.ts';
import { noteObstacle } from '#renderer/parts/notes/note-message.ts';
import { NOTE_EDIT_MS } from '#shared/domain/handling.ts';
import { aMessage, anAgent } from '#test/doubles/client/builders.ts';

const ann = anAgent(1, { name: 'Ann' });
const annLee = anAgent(2, { name: 'Ann Lee' });
const ben = anAgent(3, { name: 'Ben' });
const agents = [ann, annLee, ben];

describe('names in a note', () => {
  it('call whoever is meant, the longer of two names that begin alike', () => {
    expect(mentionsIn('@ann Lee and @BEN, see this', agents)).toEqual([2, 3]);
    expect(mentionsIn('@Ann, @Ann: look', agents)).toEqual([1]);
  });

  it('call nobody within an address or a longer word', () => {
    expect(mentionsIn('write to desk@ben.example or @Benjamin', agents)).toEqual([]);
  });

  it('are the only pieces with a person, and all pieces together are the text', () => {
    const text = 'Hi @Ben, @ nobody @Ann Lee!';
    const pieces = notePieces(text, agents);
    expect(pieces.map(({ text: piece }) => piece).join('')).toBe(text);
    expect(pieces.filter(({ agentId }) => agentId !== null)).toEqual([
      { text: '@Ben', agentId: 3 },
      { text: '@Ann Lee', agentId: 2 },
    ]);
  });
});

describe('a name in the making', () => {
  it('begins at an @ that begins a word and ends at the caret', () => {
    expect(mentionQuery('hello @be', 9)).toEqual({ start: 6, text: 'be' });
    expect(mentionQuery('@', 1)).toEqual({ start: 0, text: '' });
    expect(mentionQuery('mail@be', 7)).toBeNull();
    expect(mentionQuery('@ then', 6)).toBeNull();
    expect(mentionQuery('no name', 7)).toBeNull();
  });

  it('finds colleagues by the beginning of any part of their name', () => {
    expect(matchingColleagues('l', agents)).toEqual([annLee]);
    expect(matchingColleagues('an', agents)).toEqual([ann, annLee]);
    expect(matchingColleagues('x', agents)).toEqual([]);
  });

  it('becomes the whole name with one space after it', () => {
    expect(withMention('hi @be', { start: 3, text: 'be' }, 6, 'Ben')).toEqual({
      text: 'hi @Ben ',
      caret: 8,
    });
    expect(withMention('hi @be there', { start: 3, text: 'be' }, 6, 'Ben')).toEqual({
      text: 'hi @Ben there',
      caret: 8,
    });
  });
});

describe('a note', () => {
  const author = { type: 'agent', agentId: 3 };
  const content = { kind: 'note', text: 'x', mentions: [] };
  const note = aMessage(1, 1, { at: 1_000, author, content, waKey: null });

  it('is changed by its writer for a while, and taken back by an admin at any time', () => {
    const admin = anAgent(9, { role: 'admin' });
    expect(noteObstacle('edit', note, ben, 1_000 + NOTE_EDIT_MS)).toBeNull();
    expect(noteObstacle('edit', note, ben, 1_001 + NOTE_EDIT_MS)).toContain('15 minutes');
    expect(noteObstacle('edit', note, ann, 2_000)).toContain('Only who wrote it');
    expect(noteObstacle('delete', note, ben, 1_001 + NOTE_EDIT_MS)).not.toBeNull();
    expect(noteObstacle('delete', note, admin, 1_001 + NOTE_EDIT_MS)).toBeNull();
    expect(noteObstacle('edit', note, admin, 2_000)).not.toBeNull();
  });
});
