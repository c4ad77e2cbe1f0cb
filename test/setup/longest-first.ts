import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Journeys first: they take longest, and short files at the end keep every worker busy until the last minute. Without
 * times from an earlier run, as in a clean clone, the order is otherwise by size of file.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isJourney = ({ moduleId }: TestSpecification) => moduleId.includes('/test/journeys/');
    return [...sorted.filter(isJourney), ...sorted.filter((file) => !isJourney(file))];
  }
}
