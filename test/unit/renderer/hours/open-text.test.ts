import { describe, expect, test } from 'vitest';
import {
  becauseSentence,
  beginsText,
  endsText,
  openSentence,
} from '#renderer/parts/hours/open-text.ts';
import { workingText } from '#renderer/parts/hours/working-text.ts';

const zone = 'Europe/Berlin';
/** January in Berlin, an hour ahead of UTC; the 15th is a Thursday. */
const berlin = (day: number, hour: number, minute = 0) => Date.UTC(2026, 0, day, hour - 1, minute);
const now = berlin(15, 16);
const open = (until: number | null) => ({ isOpen: true, until, because: null });
const closed = (until: number | null) => ({ isOpen: false, until, because: null });

/** Some spaces before AM and PM are narrow ones. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('the sentence about the office', () => {
  test('says until when it is open', () => {
    const sentence = (until: number | null) => plain(openSentence(open(until), now, zone));
    expect(sentence(berlin(15, 18))).toBe('Open now, until 6:00 PM.');
    expect(sentence(berlin(15, 24))).toBe('Open now, until midnight.');
    expect(sentence(berlin(16, 2))).toBe('Open now, until 2:00 AM tomorrow.');
    expect(sentence(berlin(17, 12))).toBe('Open now, until Saturday, 12:00 PM.');
    expect(sentence(null)).toBe('Open now.');
  });

  test('says when it opens', () => {
    const sentence = (until: number | null) => plain(openSentence(closed(until), now, zone));
    expect(sentence(berlin(15, 18))).toBe('Closed. Opens today at 6:00 PM.');
    expect(sentence(berlin(16, 0))).toBe('Closed. Opens tomorrow at 12:00 AM.');
    expect(sentence(berlin(19, 9))).toBe('Closed. Opens Monday at 9:00 AM.');
    expect(sentence(berlin(22, 9))).toBe('Closed. Opens Thu, January 22 at 9:00 AM.');
    expect(sentence(null)).toBe('Closed. No opening is in sight.');
  });

  test('goes by the office, wherever the screen is', () => {
    const late = berlin(15, 23, 30);
    expect(plain(beginsText(berlin(16, 9), late, 'Asia/Tokyo'))).toBe('today at 5:00 PM');
    expect(plain(beginsText(berlin(16, 9), late, zone))).toBe('tomorrow at 9:00 AM');
    expect(plain(endsText(berlin(16, 0), late, zone))).toBe('midnight');
  });

  test('names what makes today differ from the week', () => {
    expect(becauseSentence({ kind: 'holiday', name: 'May Day' }, false)).toBe('Holiday: May Day.');
    expect(becauseSentence({ kind: 'override' }, false)).toBe('Closed by hand.');
    expect(becauseSentence({ kind: 'override' }, true)).toBe('Opened by hand.');
    expect(becauseSentence({ kind: 'special-day', name: '' }, true)).toBe('Special hours today.');
    expect(becauseSentence(null, true)).toBeNull();
  });
});

test('a colleague works until then, or is back then', () => {
  expect(plain(workingText(open(berlin(15, 18)), now, zone))).toBe('working until 6:00 PM');
  expect(plain(workingText(closed(berlin(16, 9)), now, zone))).toBe(
    'off work, back tomorrow at 9:00 AM',
  );
  expect(workingText(closed(null), now, zone)).toBe('off work');
});
