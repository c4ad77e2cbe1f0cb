/** `npm run test:faults`: does every sabotage and prints how many the tests caught. */
import {
  copyOfTheHouse,
  isCaught,
  losesNothingThroughKills,
  removeCopy,
  sendsMailThroughKills,
  staleness,
} from './sabotage.ts';
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
const promises = [
  {
    promise: '760 e-mails reach 760 people once while their workers are killed three times',
    isKept: sendsMailThroughKills,
  },
  {
    promise: 'what the portal said was saved, uploaded, signed and sent is there after nine kills, on both databases',
    isKept: losesNothingThroughKills,
  },
];
for (const { promise, isKept } of promises) {
  const kept = isKept();
  if (kept) caught += 1;
  else missed += 1;
  console.log(`${kept ? 'kept   ' : 'BROKEN '}  ${promise}`);
}
console.log(`\n${caught} of ${caught + missed} sabotages caught and promises kept`);
console.log(`${caught} passed, ${missed} failed`);
process.exitCode = missed === 0 ? 0 : 1;
