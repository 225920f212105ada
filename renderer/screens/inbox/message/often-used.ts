/** WhatsApp's own six. */
export const QUICK_EMOJI: readonly string[] = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** What an office has use for besides; every other one can be typed. */
export const OFTEN_USED: readonly string[] = [
  ...QUICK_EMOJI,
  '👏',
  '🎉',
  '✅',
  '👌',
  '💪',
  '🤝',
  '😊',
  '😀',
  '😉',
  '😍',
  '🥳',
  '🤔',
  '👀',
  '🙌',
  '🔥',
  '💯',
  '⭐',
  '🌹',
  '☕',
  '🎂',
  '📌',
  '📅',
  '⏰',
  '📦',
  '🚗',
  '☀️',
];
