import { t } from '#renderer/i18n/index.ts';
import type { HandlingNews } from './handling-news.ts';

type View = 'mine' | 'waiting';

interface OfSeveral {
  readonly words: (who: string | null, count: number) => string;
  /** The list that has them; null: none of their own does. */
  readonly view: View | null;
}

const { news } = t.handling;
const SEVERAL: Readonly<Partial<Record<HandlingNews['what'], OfSeveral>>> = {
  'handed-over': { words: news.several, view: 'mine' },
  'answer-due': { words: news.severalDue, view: 'mine' },
  'back-in-queue': { words: news.severalInQueue, view: 'waiting' },
  'taken-back': { words: news.severalTakenBack, view: null },
  'not-opened': { words: news.severalNotOpened, view: 'waiting' },
  'came-back': { words: news.severalCameBack, view: 'waiting' },
  woken: { words: news.severalWoken, view: 'mine' },
};

/** The same for all that may be told at once; undefined: each is told by itself. */
export function sharedNews({ what, who }: HandlingNews): string | undefined {
  return what in SEVERAL ? `${what} ${who ?? ''}` : undefined;
}

/** A selection, or everything that somebody had, as one piece of news; null: there is none. */
export function newsOfSeveral(
  what: HandlingNews['what'],
  who: string | null,
  count: number,
): { readonly text: string; readonly view: View | null } | null {
  const several = SEVERAL[what];
  return several ? { text: several.words(who, count), view: several.view } : null;
}
