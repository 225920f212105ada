import { z } from 'zod';

const reportSchema = z.object({
  numPassedTests: z.int().default(0),
  numFailedTests: z.int().default(0),
  numPendingTests: z.int().default(0),
  numTodoTests: z.int().default(0),
});

/**
 * `N passed, N failed`, and `, N skipped` when there are any. A run that failed outside its tests,
 * such as in a file that could not be loaded, counts as one failed.
 */
export function closingLine(report: unknown, hasSucceeded: boolean): string {
  const counts = reportSchema.parse(report);
  const failed = Math.max(counts.numFailedTests, hasSucceeded ? 0 : 1);
  const skipped = counts.numPendingTests + counts.numTodoTests;
  const rest = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `${counts.numPassedTests} passed, ${failed} failed${rest}`;
}
