import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By what they cost on a quiet machine, so that neither of the two workers is left with a long one at the end. */
const heaviest = [
  'hostile-strings-postgres',
  'hostile-strings-sqlite',
  'matrix-postgres',
  'pages-in-chromium',
  'matrix-sqlite',
  'hostile-files',
];

/** The suites in the order of their costs; those that are not named cost seconds. */
export default class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = heaviest.findIndex((name) => moduleId.includes(`/${name}.`));
      return found < 0 ? heaviest.length : found;
    };
    return files.toSorted((a, b) => place(a) - place(b));
  }
}
