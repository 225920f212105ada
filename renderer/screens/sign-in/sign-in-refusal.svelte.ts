import type { HttpFailure } from '#renderer/bridge/http.ts';
import { t } from '#renderer/i18n/index.ts';
import type { WallClock } from '#renderer/state/clock.svelte.ts';

/** Why signing in was refused, in words; a waiting time counts down. */
export class SignInRefusal {
  #failure = $state.raw<HttpFailure | null>(null);
  #until = $state(0);
  readonly #clock: WallClock;

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  show(failure: HttpFailure): void {
    this.#failure = failure;
    this.#until = Date.now() + (failure.retryAfter ?? 0) * 1000;
  }

  get text(): string | null {
    const { signIn } = t.welcome;
    switch (this.#failure?.code) {
      case undefined:
        return null;
      case 'wrong-credentials':
        return signIn.wrong;
      case 'deactivated':
        return signIn.deactivated;
      case 'too-many-attempts': {
        const seconds = this.#clock.secondsUntil(this.#until);
        if (this.#failure?.retryAfter === null) return signIn.tooMany;
        return seconds > 0 ? signIn.tooManyWait(seconds) : null;
      }
      case 'unreachable':
        return signIn.unreachable;
      default:
        return signIn.other(this.#failure?.message ?? '');
    }
  }
}
