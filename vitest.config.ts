import { defineConfig } from 'vitest/config';
import LongestFirst from './test/setup/longest-first.ts';

export default defineConfig({
  test: {
    // The suites of `npm run test:security` run here with the core of their cases.
    include: ['test/**/*.test.{ts,tsx}', 'test/security/**/*.security.ts'],
    globalSetup: ['test/setup/run-folder.ts', 'test/setup/postgres.ts'],
    setupFiles: ['test/setup/console-guard.ts'],
    env: { TZ: 'Pacific/Auckland' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: true,
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
  },
});
