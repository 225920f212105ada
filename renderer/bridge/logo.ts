/** Where the office's logo is read from; another one has another address. */
export function logoUrl(hash: string): string {
  return `/api/logo?of=${hash}`;
}

/** Resolves once it can be shown at once, or cannot be had at all. */
export async function loadLogo(hash: string): Promise<void> {
  const image = new Image();
  image.src = logoUrl(hash);
  // Without it there is the name; nobody waits for a picture that is gone.
  await image.decode().catch(() => undefined);
}
