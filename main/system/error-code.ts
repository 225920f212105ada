/** Node's word for what went wrong (`ENOENT`, `EADDRINUSE`), or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
