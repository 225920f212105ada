import { statSync } from 'node:fs';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** Take half a minute or more, mostly in waiting: begun first, nothing waits for them at the end. */
const LONGEST = [
  'integration/host/kill-points',
  'e2e/desktop/settings-window-closes',
  'e2e/screens/sending',
  'integration/gateway/useless-page',
  'integration/gateway/whatsapp-restart',
  'e2e/screens/reports',
  'e2e/screens/team',
  'e2e/absence/absence',
  'integration/gateway/linking',
];

/**
 * Within a group, projects side by side instead of one after the other: some of them wait for
 * browsers and hosts while others compute.
 */
export class SideBySide extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const places = new Map<TestSpecification, number>();
    for (const name of new Set(files.map(({ project }) => project.name))) {
      const ofProject = files.filter(({ project }) => project.name === name);
      const size = new Map(ofProject.map((file) => [file, statSync(file.moduleId).size]));
      ofProject.sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0));
      for (const [index, file] of ofProject.entries()) {
        places.set(file, rank(file) ?? (index + 0.5) / ofProject.length);
      }
    }
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    const sorted = files.toSorted(
      (a, b) => groupOf(a) - groupOf(b) || (places.get(a) ?? 0) - (places.get(b) ?? 0),
    );
    return Promise.resolve(sorted);
  }
}

function rank({ moduleId }: TestSpecification): number | null {
  const index = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return index === -1 ? null : index - LONGEST.length;
}
