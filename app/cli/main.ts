/** The operator's command line: `npm run los -- <command>`. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Kept between starts: without it a third of a start is stripping types and compiling the same modules again.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'));
const { operate } = await import('./operate.ts');
process.exitCode = await operate(process.argv.slice(2));
