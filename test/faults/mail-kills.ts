import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { createNotifyStandIn } from '../mocks/notify-service.ts';

const worker = join(import.meta.dirname, 'mail-worker.ts');

/**
 * Lets worker processes send what is queued and kills them with SIGKILL, three times, each time in the middle; then lets
 * them finish. The stand-in for GOV.UK Notify outlives them.
 *
 * @param inRealTime one clock for all rounds, so that the pace holds across them; for SQLite, where nobody waits for leases
 * @param workers how many at a time; more than one on PostgreSQL alone
 * @returns the reference of each e-mail that the service took, as often as it took it
 */
export async function sendWithKills({
  databaseUrl,
  dataDir,
  count,
  workers,
  inRealTime = false,
}: {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly count: number;
  readonly workers: number;
  readonly inRealTime?: boolean;
}): Promise<readonly string[]> {
  const service = createNotifyStandIn();
  const server = createServer(createRequestListener((request) => service.answer(request)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const serviceUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const running = new Set<ChildProcess>();
  const began = performance.now();
  const start = (round: number) => {
    // Each round begins after the leases of the last one ran out, and in a fresh minute for the pace.
    const passed = inRealTime ? performance.now() - began : round * 120_000;
    const startsAt = new Date(Date.parse('2026-11-02T10:00:00.000Z') + passed).toISOString();
    const child = spawn(process.execPath, [worker, databaseUrl, serviceUrl, startsAt, dataDir], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  const kill = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  try {
    for (let round = 0; round < 3; round += 1) {
      const children = Array.from({ length: workers }, () => start(round));
      const enough = (count * (round + 1)) / 4;
      while (service.sent.length < enough && running.size > 0) await new Promise((resolve) => setTimeout(resolve, 2));
      await Promise.all(children.map(kill));
    }
    // Workers that cannot finish are killed in the end, so that the test says what is missing rather than hangs.
    const giveUp = setTimeout(() => void Promise.all([...running].map(kill)), inRealTime ? 400_000 : 120_000);
    await Promise.all(Array.from({ length: workers }, () => once(start(3), 'exit')));
    clearTimeout(giveUp);
    return service.sent.map(({ reference }) => reference);
  } finally {
    await Promise.all([...running].map(kill));
    server.close();
    server.closeAllConnections();
  }
}
