/** An expected outcome: a value, or a failure whose `code` the caller can act on. */
export type Result<T, E extends Failure = Failure> = Ok<T> | E;

export type Ok<T> = { readonly ok: true; readonly value: T };

/** `message` is a sentence for a person; programs look only at `code`. */
export type Failure<C extends string = string> = {
  readonly ok: false;
  readonly code: C;
  readonly message: string;
};

export function ok<T>(value: T): Ok<T>;
export function ok(): Ok<undefined>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function fail<const C extends string, D extends object = object>(
  code: C,
  message: string,
  details?: D,
): Failure<C> & D {
  return { ok: false, code, message, ...(details as D) };
}
