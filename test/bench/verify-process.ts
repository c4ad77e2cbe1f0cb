/** A process of its own, so that its memory is that of verifying alone: prints events, faults, milliseconds and peak as JSON. */
import { verifyChains } from '../../app/features/audit/queries.server.ts';
import { openBenchPortal } from './bench-portal.ts';

const [folder = ''] = process.argv.slice(2);
const portal = await openBenchPortal(folder);
const before = process.cpuUsage();
const { events, faults } = await portal.database.readTogether((trx) => verifyChains(trx));
const { user, system } = process.cpuUsage(before);
await portal.close();
const peak = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ events, faults: faults.length, time: (user + system) / 1000, peak }));
