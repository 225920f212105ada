import { basename, join } from 'node:path';
import type { Session } from 'electron';
import { isScreensUrl } from './screens-origin.ts';

/** Nothing reaches the disk unless it came from our screens and the person said where to. */
export function guardDownloads(session: Session, folder: () => string): void {
  session.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!isScreensUrl(url.replace(/^blob:/, ''))) return event.preventDefault();
    // Without a path Electron asks; this only says where the dialog begins.
    item.setSaveDialogOptions({ defaultPath: join(folder(), basename(item.getFilename())) });
  });
}
