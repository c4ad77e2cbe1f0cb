import { copyOfTheHouse, isCaught, staleness } from '/work/wt/tenancy/test/faults/sabotage.ts';
import { sabotages } from '/work/wt/tenancy/test/faults/sabotages.ts';

const from = sabotages.findIndex(({ promise }) => promise === 'emergency access ends with its hour');
const copy = copyOfTheHouse();
for (const s of sabotages.slice(from))
  console.log(staleness(s) ?? (isCaught(s, copy) ? 'caught ' : 'MISSED ') + s.promise);
console.log('end');
