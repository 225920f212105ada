/** Whatever stands under one of these names never reaches the log, at any depth. */
const PRIVATE_KEYS = new Set([
  'text',
  'caption',
  'body',
  'content',
  'preview',
  'password',
  'passwordhash',
  'token',
  'tokenhash',
  'secret',
  'cookie',
  'authorization',
  'setupcode',
  'qr',
]);

const DEEPEST = 6;

/** A copy of `value` that may be logged: private values hidden, errors as plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '[deeper]';
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      PRIVATE_KEYS.has(key.toLowerCase()) ? '[private]' : redact(inner, depth + 1),
    ]),
  );
}

function describeError(error: Error, depth: number): object {
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error && { code: redact(error.code, depth + 1) }),
    ...(error.cause !== undefined && { cause: redact(error.cause, depth + 1) }),
  };
}
