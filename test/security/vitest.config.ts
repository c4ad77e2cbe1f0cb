import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import HeaviestFirst from './heaviest-first.ts';

const { include: _, ...test } = base.test ?? {};

/** The suites alone, each in full, and those that have no core: `npm run test:security`. */
export default mergeConfig(
  { ...base, test },
  defineConfig({
    test: {
      include: ['test/security/**/*.{security,whole}.ts'],
      testTimeout: 900_000,
      hookTimeout: 300_000,
      sequence: { sequencer: HeaviestFirst },
    },
  }),
);
