import { ensureBuild } from './build.ts';

const built = await ensureBuild((line) => console.log(line));
console.log(built ? 'Built.' : 'The build is up to date.');
