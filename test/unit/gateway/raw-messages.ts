/** A page message as the library hands it over, with the key shape of July 2026. */
export function rawMessage(about: Record<string, unknown> = {}, key: Record<string, unknown> = {}) {
  return {
    id: {
      fromMe: false,
      remote: '4915112345@c.us',
      id: 'AC01',
      $1: 'false_4915112345@c.us_AC01',
      ...key,
    },
    type: 'chat',
    t: 1_760_000_000,
    ack: 1,
    body: 'hello',
    from: { server: 'c.us', user: '4915112345', _serialized: '4915112345@c.us' },
    notifyName: 'Anna',
    ...about,
  };
}
