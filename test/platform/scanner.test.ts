import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScanner, readScannerAddress, type Scanner } from '../../app/platform/scanner.server.ts';
import { type Behaviour, type ClamdStandIn, eicar, startClamd } from '../mocks/clamd.ts';

async function* chunks(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

it('reads where the scanner is, and names what it cannot read', () => {
  const problems: string[] = [];
  expect(readScannerAddress(undefined, problems)).toBeNull();
  expect(readScannerAddress('/run/clamav/clamd.ctl', problems)).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect(readScannerAddress('scanner.internal:3310', problems)).toEqual({ host: 'scanner.internal', port: 3310 });
  expect(readScannerAddress('[::1]:3310', problems)).toEqual({ host: '::1', port: 3310 });
  expect(problems).toEqual([]);
  for (const wrong of ['scanner', 'scanner:0', 'http://scanner:3310']) readScannerAddress(wrong, problems);
  expect(problems).toHaveLength(3);
});

describe.each(['socket', 'port'] as const)('a scanner behind a %s', (kind) => {
  let clamd: ClamdStandIn;
  let scanner: Scanner;
  beforeAll(async () => {
    clamd = await startClamd(kind);
    const address = readScannerAddress(clamd.address, []);
    if (address) scanner = createScanner(address, { timeout: 300 });
  });
  afterAll(() => clamd.stop());

  it('says of a file in pieces whether it is clean or what was found', async () => {
    expect(await scanner.isThere()).toBe(true);
    expect(await scanner.scan(chunks('Minutes ', '', 'of June'))).toEqual({ kind: 'clean' });
    expect(await scanner.scan(chunks('a', eicar.slice(0, 20), eicar.slice(20)))).toEqual({
      kind: 'infected',
      name: 'Eicar-Test-Signature',
    });
    expect(await scanner.scan(chunks())).toEqual({ kind: 'clean' });
    expect(await scanner.scan(chunks('x'.repeat(3_000_000)))).toEqual({ kind: 'clean' });
    expect(clamd.scanned).toEqual([15, 1 + eicar.length, 0, 3_000_000]);
  });

  it.each<Behaviour>(['silent', 'cut-off', 'garbage', 'endless', 'limited'])(
    'leaves a file unknown when it is %s',
    async (how) => {
      clamd.behave(how);
      expect(await scanner.scan(chunks('Minutes of June', eicar))).toMatchObject({ kind: 'unreachable' });
      clamd.behave('well');
    },
  );

  it('leaves a file unknown when it is away, and when the file itself cannot be read', async () => {
    async function* broken() {
      yield new TextEncoder().encode('half');
      throw new Error('The disk broke');
    }
    expect(await scanner.scan(broken())).toEqual({ kind: 'unreachable', reason: 'The disk broke' });
    await clamd.stop();
    expect(await scanner.scan(chunks('Minutes'))).toMatchObject({ kind: 'unreachable' });
    expect(await scanner.isThere()).toBe(false);
    await clamd.start();
    expect(await scanner.isThere()).toBe(true);
  });
});
