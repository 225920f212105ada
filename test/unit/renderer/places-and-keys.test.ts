import { describe, expect, it } from 'vitest';
import { fitImage } from '#renderer/parts/fit-image.ts';
import { rowStep } from '#renderer/screens/inbox/row-step.ts';
import {
  INBOX,
  SETTINGS,
  conversationPlace,
  formatPlace,
  isOfSettings,
  parsePlace,
  reportViews,
} from '#renderer/state/place.ts';
import type { Place } from '#renderer/state/place.ts';
import { pages } from '#renderer/screens/settings/pages.ts';
import type { FlowId } from '#shared/domain/bot/flow.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import { mainPlaceSchema, settingsPlaceSchema } from '#shared/ipc/places.ts';

describe('a place', () => {
  it('is the same after a reload', () => {
    const places = [
      INBOX,
      conversationPlace(12 as ConversationId),
      conversationPlace(12 as ConversationId, 345 as MessageId),
      { name: 'team' } as const,
      { name: 'settings', page: null } as const,
      { name: 'settings', page: 'hours' } as const,
      { name: 'number' } as const,
    ];
    for (const place of places) expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/inbox/x', '#/inbox/-1', '#/inbox/1e9', '#/inbox/0'])(
    'that is none of ours, like %j, is the inbox',
    (hash) => {
      expect(parsePlace(hash)).toEqual(INBOX);
    },
  );
});

describe('a window of the desktop app', () => {
  const most = 999_999_999_999_999;
  const ofMain: Place[] = [
    INBOX,
    conversationPlace(most as ConversationId),
    conversationPlace(1 as ConversationId, most as MessageId),
    ...reportViews.flatMap((view) => [
      { name: 'reports', view, agentId: null } as const,
      { name: 'reports', view, agentId: most as AgentId } as const,
    ]),
  ];
  const ofSettings: Place[] = [
    SETTINGS,
    { name: 'team' },
    { name: 'number' },
    ...pages.map(({ name }) => ({ name: 'settings', page: name }) as const),
    ...[null, 'new' as const, most as FlowId].map((flow) => ({ name: 'chatbot', flow }) as const),
    ...[null, 'new' as const, most as RuleId].map(
      (rule) => ({ name: 'automation', rule }) as const,
    ),
  ];

  it.each(ofMain.map(formatPlace))('that has the inbox is shown %s, the other one is not', (at) => {
    expect(isOfSettings(parsePlace(at))).toBe(false);
    expect([mainPlaceSchema, settingsPlaceSchema].map((one) => one.safeParse(at).success)).toEqual([
      true,
      false,
    ]);
  });

  it.each(ofSettings.map(formatPlace))('that has the settings is shown %s alone', (at) => {
    expect(isOfSettings(parsePlace(at))).toBe(true);
    expect([mainPlaceSchema, settingsPlaceSchema].map((one) => one.safeParse(at).success)).toEqual([
      false,
      true,
    ]);
  });
});

describe('a key in the list', () => {
  const press = (key: string, current: number, more: Partial<KeyboardEvent> = {}) =>
    rowStep({ key, altKey: false, ctrlKey: false, metaKey: false, ...more } as never, current, 20);

  it('moves to the row before or after and stops at both ends', () => {
    expect([press('ArrowDown', 3), press('j', 3), press('ArrowUp', 3), press('k', 3)]).toEqual([
      4, 4, 2, 2,
    ]);
    expect([press('ArrowUp', 0), press('ArrowDown', 19)]).toEqual([0, 19]);
    expect([press('Home', 9), press('End', 9)]).toEqual([0, 19]);
    expect([press('PageUp', 9), press('PageDown', 18)]).toEqual([1, 19]);
  });

  it('goes to the first row when none has the focus', () => {
    expect(press('ArrowDown', -1)).toBe(0);
  });

  it('that means something else is left alone', () => {
    expect(press('a', 3)).toBeNull();
    expect(press('k', 3, { ctrlKey: true })).toBeNull();
    expect(press('ArrowDown', 3, { altKey: true })).toBeNull();
  });
});

describe('the box of a picture', () => {
  it('has the shape of the picture and fits the timeline', () => {
    expect(fitImage({ width: 3000, height: 2000 })).toEqual({ width: 336, height: 224 });
    expect(fitImage({ width: 1000, height: 4000 })).toEqual({ width: 180, height: 360 });
  });

  it('is there before anything is known of the picture', () => {
    expect(fitImage({ width: null, height: null })).toEqual({ width: 336, height: 252 });
  });
});
