import type { HttpFailure } from '#renderer/bridge/http.ts';
import { countdown } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { WallClock } from './clock.svelte.ts';

/** Why signing in was refused, in words; a waiting time counts down. */
export class SignInRefusal {
  #failure = $state.raw<HttpFailure | null>(null);
  #until = $state(0);
  readonly #clock: WallClock;
  readonly #own: Readonly<Record<string, string>>;

  /** @param own what a form says in words of its own, by the code of the refusal. */
  constructor(clock: WallClock, own: Readonly<Record<string, string>> = {}) {
    this.#clock = clock;
    this.#own = own;
  }

  show(failure: HttpFailure): void {
    this.#failure = failure;
    this.#until = Date.now() + (failure.retryAfter ?? 0) * 1000;
  }

  clear(): void {
    this.#failure = null;
  }

  get text(): string | null {
    const { signIn } = t.welcome;
    const code = this.#failure?.code;
    if (code !== undefined && Object.hasOwn(this.#own, code)) return this.#own[code] ?? null;
    switch (code) {
      case undefined:
        return null;
      case 'wrong-credentials':
        return signIn.wrong;
      case 'wrong-code':
        return t.secondStep.sign.wrong;
      case 'needs-code':
        return t.secondStep.sign.missing;
      case 'deactivated':
        return signIn.deactivated;
      case 'weak-password':
        return t.password.weak.guessable;
      case 'same-password':
        return t.password.same;
      case 'too-many-attempts': {
        const seconds = this.#clock.secondsUntil(this.#until);
        if (this.#failure?.retryAfter === null) return signIn.tooMany;
        return seconds > 0 ? signIn.tooManyWait(seconds) : null;
      }
      case 'locked': {
        const seconds = this.#clock.secondsUntil(this.#until);
        return seconds > 0 ? signIn.locked(countdown(seconds)) : null;
      }
      case 'unreachable':
        return signIn.unreachable;
      default:
        return signIn.other(this.#failure?.message ?? '');
    }
  }
}
