import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import everyTest from '../../vitest.config.ts';

/** The generated suites that are too long for every run: `npm run test:security`. */
export default mergeConfig(
  { ...everyTest, test: { ...everyTest.test, include: [] } },
  defineConfig({ root: join(import.meta.dirname, '../..'), test: { include: ['test/security/**/*.security.ts'] } }),
);
