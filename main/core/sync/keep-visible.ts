import type { ConversationId } from '#shared/domain/ids.ts';

/** Nothing of it may be shown. */
const HIDDEN = Symbol('hidden');

type Sees = (id: ConversationId) => boolean;

/**
 * A value without everything that is about a conversation that is not seen: a conversation, or what
 * says its `conversationId`. Of a list the others stay; what has one as a part of it is hidden as a
 * whole. A test over the schemas says that there are no other names for it.
 */
export function keepVisible<T>(value: T, sees: Sees): T | undefined {
  const kept = keep(value, sees);
  return kept === HIDDEN ? undefined : (kept as T);
}

function keep(value: unknown, sees: Sees): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return keepItems(value, sees);
  if (isOfUnseen(value, sees)) return HIDDEN;
  let changed: Record<string, unknown> | null = null;
  for (const [name, before] of Object.entries(value)) {
    const after = keep(before, sees);
    if (after === HIDDEN) return HIDDEN;
    if (after !== before) (changed ??= { ...value })[name] = after;
  }
  return changed ?? value;
}

function keepItems(items: readonly unknown[], sees: Sees): readonly unknown[] {
  const kept = items.map((item) => keep(item, sees)).filter((item) => item !== HIDDEN);
  const isSame = kept.length === items.length && kept.every((item, at) => item === items[at]);
  return isSame ? items : kept;
}

function isOfUnseen(value: object, sees: Sees): boolean {
  if ('conversationId' in value && typeof value.conversationId === 'number') {
    return !sees(value.conversationId as ConversationId);
  }
  return isConversation(value) && !sees(value.id as ConversationId);
}

function isConversation(value: object): value is { readonly id: number } {
  return 'epoch' in value && 'contact' in value && 'id' in value && typeof value.id === 'number';
}
