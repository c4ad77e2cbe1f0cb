/** Makes sure that there is a browser before the tests need one: two test files at once would both unpack or install it. */
import { findChromium } from './chromium.ts';

const { executablePath } = await findChromium();
console.log(executablePath);
