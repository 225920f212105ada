export type ToastTone = 'neutral' | 'good' | 'bad';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: ToastTone;
}

const SHOWN_MS = 6000;
const AT_MOST = 4;

/** Short messages about what just happened; they go away by themselves. */
export class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #lastId = 0;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(text: string, tone: ToastTone = 'neutral'): void {
    const toast = { id: ++this.#lastId, text, tone };
    this.shown = [...this.shown.filter((other) => other.text !== text), toast].slice(-AT_MOST);
    this.resume(toast.id);
  }

  dismiss(id: number): void {
    this.pause(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** Keeps it while a person reads it. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    this.pause(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }
}
