/** What docs/asvs-5.0-level-2.json says of each requirement of OWASP ASVS 5.0.0, levels 1 and 2, and whether it can be true. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const statementSchema = z.strictObject({
  id: z.string().regex(/^v5\.0\.0-\d+\.\d+\.\d+$/),
  level: z.union([z.literal(1), z.literal(2)]),
  subject: z.string().min(5).max(100),
  status: z.enum(['met', 'partly', 'not met', 'does not apply']),
  test: z.strictObject({ file: z.string().startsWith('test/'), says: z.string().min(10) }).optional(),
  reason: z.string().min(30).optional(),
});

const { requirements } = z
  .object({ version: z.literal('5.0.0'), requirements: z.array(statementSchema) })
  .parse(JSON.parse(read('docs/asvs-5.0-level-2.json')));

/** Of `id level` on a line each, in the order of the standard: levels 1 and 2 of the CSV that OWASP published with it. */
const published = { count: 253, sha256: '1509679b913550082b665bc24fbe490d05336f54e14c21763d10da95f9645956' };

describe('the statement on OWASP ASVS 5.0 level 2', () => {
  it('has every requirement of the published list once, in its order, with its level', () => {
    const list = requirements.map(({ id, level }) => `${id} ${level}\n`).join('');
    expect(requirements).toHaveLength(published.count);
    expect(createHash('sha256').update(list).digest('hex')).toBe(published.sha256);
  });

  it('names tests that exist, by what they say', () => {
    const missing = requirements.flatMap(({ id, test }) =>
      test && !(existsSync(join(root, test.file)) && read(test.file).includes(test.says))
        ? [`${id}: ${test.file} does not say "${test.says}"`]
        : [],
    );
    expect(missing).toEqual([]);
  });

  it('gives a reason for all that is not met as a whole or does not apply, and a test or a reason for what is', () => {
    const bare = requirements.filter(({ status, test, reason }) =>
      status === 'met' ? test === undefined && reason === undefined : reason === undefined,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('names files and folders of ours that exist', () => {
    const named = requirements.flatMap(({ id, reason = '' }) =>
      [...reason.matchAll(/\b(?:app|docs|test|standards|db|pdf)\/[\w./-]*\w/g)].map(([path]) => ({ id, path })),
    );
    // A decision may be named by its number alone.
    const known = ({ path }: { path: string }) => existsSync(join(root, path)) || /^docs\/decisions\/\d{4}$/.test(path);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((one) => !known(one))).toEqual([]);
  });

  it('is summed up in docs/security.md as it stands', () => {
    const count = (status: string) => requirements.filter((one) => one.status === status).length;
    expect(read('docs/security.md').replaceAll(/\s+/g, ' ')).toContain(
      `${count('met')} met, ${count('partly')} partly, ${count('not met')} not met, ${count('does not apply')} do not apply`,
    );
  });
});
