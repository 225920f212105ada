import type { Delta } from '#main/core/api.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { firstOfEach } from '#shared/util/first-of-each.ts';

/** Entries in one frame, so that no frame takes long to write or to apply. */
const MOST_ENTRIES = 500;

/**
 * Several deltas in a row as few: one unless there is too much for a frame. A conversation comes
 * once, as it is now, with the first one that changed it: a client that gets no further resumes
 * after it and would not be told again.
 */
export function joinDeltas(deltas: readonly Delta[]): Delta[] {
  const groups: Delta[][] = [];
  let entries = 0;
  for (const delta of deltas) {
    const group = groups.at(-1);
    entries += delta.entries.length;
    if (group && entries <= MOST_ENTRIES) group.push(delta);
    else {
      groups.push([delta]);
      entries = delta.entries.length;
    }
  }
  return withNewestOnce(groups.flatMap((group) => splitDelta(joined(group))));
}

function withNewestOnce(deltas: Delta[]): Delta[] {
  if (deltas.length < 2) return deltas;
  const newest = new Map<ConversationId, Conversation>();
  for (const { conversations } of deltas) {
    for (const conversation of conversations) newest.set(conversation.id, conversation);
  }
  return deltas.map((delta) => {
    const conversations = delta.conversations.flatMap(({ id }) => newest.get(id) ?? []);
    for (const { id } of conversations) newest.delete(id);
    return { ...delta, conversations };
  });
}

function joined(deltas: readonly Delta[]): Delta {
  const [first] = deltas;
  const last = deltas.at(-1);
  invariant(first && last, 'there is a delta to join');
  if (first === last) return first;
  const newest = new Map<ConversationId, Conversation>();
  for (const { conversations } of deltas) {
    for (const conversation of conversations) newest.set(conversation.id, conversation);
  }
  return {
    after: first.after,
    upTo: last.upTo,
    entries: deltas.flatMap(({ entries }) => entries),
    conversations: [...newest.values()],
    counts: last.counts,
    ...beside(deltas),
  };
}

/** What only those have who do not see everything. */
function beside(deltas: readonly Delta[]): Pick<Delta, 'was' | 'gone' | 'lost' | 'coverage'> {
  const all = deltas.flatMap(({ was }) => was ?? []);
  const was = all.length === 0 ? null : firstOfEach(all);
  const gone = deltas.flatMap((delta) => delta.gone ?? []);
  const lost = deltas.flatMap((delta) => delta.lost ?? []);
  const coverage = deltas.findLast((delta) => delta.coverage)?.coverage;
  return {
    ...(was === null ? {} : { was }),
    ...(gone.length === 0 ? {} : { gone }),
    ...(lost.length === 0 ? {} : { lost }),
    ...(coverage === undefined ? {} : { coverage }),
  };
}

/**
 * The conversations go with the first part: a client that gets no further resumes after it and
 * would not be told again of those that only the first part touched.
 */
function splitDelta(delta: Delta): Delta[] {
  const { entries, upTo, counts } = delta;
  if (entries.length <= MOST_ENTRIES) return [delta];
  const parts: Delta[] = [];
  let { after, conversations } = delta;
  for (let start = 0; start < entries.length; start += MOST_ENTRIES) {
    const part = entries.slice(start, start + MOST_ENTRIES);
    const isLast = start + MOST_ENTRIES >= entries.length;
    const end = isLast ? upTo : (part.at(-1)?.seq ?? upTo);
    const first = start === 0 ? beside([delta]) : {};
    parts.push({ after, upTo: end, entries: part, conversations, counts, ...first });
    after = end;
    conversations = [];
  }
  return parts;
}
