import { afterEach, expect, vi } from 'vitest';

/** A warning or an error on the console is a fault of the service until a test says otherwise. */
const spies = (['error', 'warn'] as const).map((level) => vi.spyOn(console, level));

afterEach(() => {
  const said = spies.flatMap((spy) => spy.mock.calls.map((call) => call.map(String).join(' ')));
  for (const spy of spies) spy.mockClear();
  expect(said).toEqual([]);
});
