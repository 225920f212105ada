import { t } from '#renderer/i18n/index.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { OfficeLabels } from './labels.svelte.ts';
import type { People } from './people.svelte.ts';
import type { Presence } from './presence.svelte.ts';
import type { ReplicaFeed } from './replica-feed.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What of the desk this works with. */
interface Watched {
  readonly people: People;
  readonly presence: Presence;
  readonly labels: OfficeLabels;
  readonly toasts: Toasts;
}

/** Tells the person at this screen that the status they had chosen is one no more. */
export function watchOwnStatus(
  { people, presence, labels, toasts }: Watched,
  feed: ReplicaFeed,
): Unsubscribe {
  const chosen = () => (people.me === null ? null : presence.ownOf(people.me.id));
  let before = chosen();
  return feed.on(({ slices }) => {
    if (!['presence', 'labels', 'all'].some((slice) => slices.has(slice as never))) return;
    const { me } = people;
    const was = before;
    before = chosen();
    if (me === null || was === null || before !== null) return;
    const now = labels.all.ownStatuses.find(({ id }) => id === was.id);
    if (now !== undefined && !now.isRetired) return;
    toasts.show(t.ownStatuses.retiredForYou(was.name, presence.wordsOf(me.id)));
  });
}
