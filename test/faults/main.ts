/** `npm run test:faults`: does every sabotage and prints how many the tests caught. */
import { copyOfTheHouse, isCaught, removeCopy, staleness } from './sabotage.ts';
import { sabotages } from './sabotages.ts';

const copy = copyOfTheHouse();
let caught = 0;
let missed = 0;
try {
  for (const sabotage of sabotages) {
    const stale = staleness(sabotage);
    const noticed = stale === undefined && isCaught(sabotage, copy);
    if (noticed) caught += 1;
    else missed += 1;
    console.log(`${noticed ? 'caught' : 'MISSED'}  ${sabotage.promise}${stale ? ` (cannot be done: ${stale})` : ''}`);
  }
} finally {
  removeCopy(copy);
}
console.log(`\n${caught} of ${caught + missed} sabotages caught`);
console.log(`${caught} passed, ${missed} failed`);
process.exitCode = missed === 0 ? 0 : 1;
