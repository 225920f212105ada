import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Screen } from './screen.ts';

/** What is wrong by WCAG 2.2 AA with what is on the screen, in each theme and at each width. */
export async function accessibilityProblems({ page }: Screen): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 800 });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(async (): Promise<AxeResults> => {
        // A colour on its way from one theme to the other is neither. Ended, not waited for: a page
        // that draws no frame any more never says that they are over.
        for (const animation of document.getAnimations()) {
          if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
        }
        const { axe: injected } = window as unknown as { axe: typeof axe };
        return injected.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
      });
      for (const { id, nodes } of violations) {
        for (const { html } of nodes) found.push(`${theme} ${width} ${id}: ${html.slice(0, 200)}`);
      }
    }
  }
  await page.setViewport({ width: 1280, height: 800 });
  return found;
}
