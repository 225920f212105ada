import { duration, phoneNumber } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { CallContent, SystemContent } from '#shared/domain/content-kinds.ts';
import type { Content, Message } from '#shared/domain/message.ts';

type EventContent = Extract<Content, { kind: 'call' | 'system' }>;

/** Whether it is a line across the timeline instead of something that somebody said. */
export function isEvent(message: Message): message is Message & { content: EventContent } {
  return message.content.kind === 'call' || message.content.kind === 'system';
}

export function eventText({ content, author }: Message, contactName: string): string {
  if (content.kind === 'system') return noticeText(content, contactName);
  return content.kind === 'call' ? callText(content, author.type === 'phone') : '';
}

function callText({ isVideo, outcome, seconds }: CallContent, isOurs: boolean): string {
  const { call } = t.timeline;
  const kind = isVideo ? call.video : call.voice;
  if (outcome === 'answered') {
    return [kind, seconds === null ? '' : duration(seconds)].filter(Boolean).join(' · ');
  }
  if (isOurs) return call.unanswered(kind);
  if (outcome === 'rejected') return call.rejected(kind);
  return outcome === 'missed' ? call.missed(kind) : kind;
}

function noticeText({ notice }: SystemContent, name: string): string {
  const { system } = t.timeline;
  switch (notice.type) {
    case 'number-changed':
      return system.numberChanged(name, notice.phone === null ? null : phoneNumber(notice.phone));
    case 'security-code-changed':
      return system.securityCode(name);
    case 'disappearing-timer':
      return notice.seconds === 0 ? system.timerOff : system.timer(timerLength(notice.seconds));
  }
}

/** How long messages stay on the phones. */
export function timerLength(seconds: number): string {
  const hours = Math.round(seconds / 3_600);
  return hours < 24 ? t.timeline.system.hours(hours) : t.timeline.system.days(hours / 24);
}
