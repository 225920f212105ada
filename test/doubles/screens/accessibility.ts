import axe from 'axe-core';
import type { Result, RunOptions } from 'axe-core';
import type { Page } from 'puppeteer';
import type { Screen } from './screen.ts';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Those that look at colours: all that another theme can change. */
const COLOURS = axe
  .getRules(STANDARD)
  .filter(({ tags }) => tags.includes('cat.color'))
  .map(({ ruleId }) => ruleId);

const looks = [
  { theme: 'light', runOnly: { type: 'tag', values: STANDARD } },
  { theme: 'dark', runOnly: { type: 'rule', values: COLOURS } },
] as const;

/** What is wrong by WCAG 2.2 AA with what is on the screen, in each theme and at each width. */
export async function accessibilityProblems({ page }: Screen): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const { theme, runOnly } of looks) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 800 });
      const violations = await violationsOf(page, { runOnly, resultTypes: ['violations'] });
      for (const { id, nodes } of violations) {
        for (const { html } of nodes) found.push(`${theme} ${width} ${id}: ${html.slice(0, 200)}`);
      }
    }
  }
  await page.setViewport({ width: 1280, height: 800 });
  return found;
}

function violationsOf(page: Page, options: RunOptions): Promise<Result[]> {
  return page.evaluate(async (how: RunOptions) => {
    // A colour on its way from one theme to the other is neither. Ended, not waited for: a page
    // that draws no frame any more never says that they are over.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
    const { axe: injected } = window as unknown as { axe: typeof axe };
    const { violations } = await injected.run(document, how);
    return violations;
  }, options);
}
