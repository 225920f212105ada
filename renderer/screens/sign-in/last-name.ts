const KEY = 'deskline.last-name';

/** Who signed in on this PC last: mostly the same person tomorrow. */
export function lastName(): string {
  return localStorage.getItem(KEY) ?? '';
}

export function rememberName(name: string): void {
  localStorage.setItem(KEY, name);
}
