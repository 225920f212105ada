import type { BrowserProblem } from '#shared/domain/number.ts';

export interface MissingBrowser {
  readonly problem: BrowserProblem;
  /** A sentence for whoever looks after the host. */
  readonly detail: string;
}

export interface DownloadProgress {
  readonly done: number;
  /** Null while nobody has said how much there is. */
  readonly total: number | null;
}

interface Preparation {
  readonly onProgress: (progress: DownloadProgress) => void;
  /** Nobody wants it any more. */
  readonly signal: AbortSignal;
}

/** Finds the browser to drive, asked before each start; may download one, which takes a while. */
export type BrowserSource = (
  preparation: Preparation,
) => Promise<{ readonly path: string } | MissingBrowser>;

export function fixedBrowser(path: string): BrowserSource {
  return () => Promise.resolve({ path });
}
