import { ReadingTime } from './reading-time.ts';

export type ToastTone = 'neutral' | 'good' | 'bad';

/** Something to do about it, while it is shown. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
  /** It undoes what the toast tells of: a key does so as well. */
  readonly takesBack?: true;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: ToastTone;
  readonly action: ToastAction | null;
}

const SHOWN_MS = 6000;
/** Long enough to decide. */
const WITH_ACTION_MS = 12_000;
const AT_MOST = 4;

/** Short messages about what just happened; they go away by themselves, once somebody was there. */
export class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #lastId = 0;
  readonly #time = new ReadingTime({
    elapsed: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    over: (id) => this.dismiss(id),
  });

  /** Returns its id, for who takes it away before its time. */
  show(text: string, tone: ToastTone = 'neutral', action: ToastAction | null = null): number {
    const toast = { id: ++this.#lastId, text, tone, action };
    this.shown = [...this.shown.filter((other) => other.text !== text), toast].slice(-AT_MOST);
    this.resume(toast.id);
    return toast.id;
  }

  /** The newest one that can be taken back; null: none is shown. */
  get undoable(): Toast | null {
    return this.shown.findLast(({ action }) => action?.takesBack === true) ?? null;
  }

  dismiss(id: number): void {
    this.pause(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** Keeps it while a person reads it. */
  pause(id: number): void {
    this.#time.stop(id);
  }

  resume(id: number): void {
    const hasAction = this.shown.find((toast) => toast.id === id)?.action != null;
    this.#time.start(id, hasAction ? WITH_ACTION_MS : SHOWN_MS);
  }

  /** Somebody touched this screen. */
  used(): void {
    this.#time.used();
  }
}
