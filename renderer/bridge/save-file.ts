/** Gives the person at the screen a file with this content. */
export function saveFile(name: string, mime: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read it by the next turn of the page's loop.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
