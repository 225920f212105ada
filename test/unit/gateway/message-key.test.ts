import { describe, expect, test } from 'vitest';
import { formatKey, parseKey } from '#shared/domain/message-key.ts';

describe('a message key', () => {
  test('is made of direction, chat and id', () => {
    const key = formatKey({ fromMe: false, remote: '4915112345@c.us', id: '3EB0A1' });
    expect(key).toBe('false_4915112345@c.us_3EB0A1');
  });

  test('names the author in chats with several people', () => {
    const participant = '4915112345@c.us';
    const key = formatKey({ fromMe: false, remote: '12036@g.us', id: 'A', participant });
    expect(key).toBe('false_12036@g.us_A_4915112345@c.us');
  });

  test.each([
    { fromMe: true, remote: '4915112345@c.us', id: '3EB0A1' },
    { fromMe: false, remote: '700000000000001@lid', id: 'AC30' },
    { fromMe: false, remote: '12036@g.us', id: 'A', participant: '49151@c.us' },
  ])('is read back as it was made: $remote', (parts) => {
    expect(parseKey(formatKey(parts))).toEqual(parts);
  });

  test.each(['', 'true_', 'true_49151@c.us', 'yes_49151@c.us_A', 'true_a_b_c_d', 'true__A'])(
    'is not read from %j',
    (text) => {
      expect(parseKey(text)).toBeNull();
    },
  );

  test('that would be too long is not made', () => {
    expect(() => formatKey({ fromMe: true, remote: '1@c.us', id: 'A'.repeat(300) })).toThrow();
  });
});
