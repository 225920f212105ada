/** When the host PC cannot store anything: what is wrong, then what to do. */
export const storage = {
  label: 'Storage of the host PC',
  'disk-full': {
    what: 'The disk of the host PC is full.',
    remedy: 'Make room on it; Deskline then goes on by itself.',
  },
  'read-only': {
    what: 'Deskline may not write to its folder on the host PC.',
    remedy: 'Give it the right to; Deskline then goes on by itself.',
  },
  io: {
    what: 'The disk of the host PC does not work properly.',
    remedy: 'Look at the disk and its cable. Deskline goes on by itself if it recovers.',
  },
  damaged: {
    what: 'The database on the host PC is damaged.',
    remedy:
      'End Deskline there and start it again: it keeps the database aside and offers the last good backup.',
  },
  meanwhile:
    'Until then nothing can be sent. New messages wait in WhatsApp and are fetched afterwards.',
  over: 'The host PC can store messages again. What came in meanwhile is being fetched.',
};
