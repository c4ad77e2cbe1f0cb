import { openBrowser, signIn } from './test/journeys/sign-in.ts';
const [email = '', width = '1280', ...paths] = process.argv.slice(2);
const browser = await openBrowser();
const context = await browser.newContext({ baseURL: process.env.AT ?? 'http://localhost:3500', viewport: { width: Number(width), height: 900 } });
context.setDefaultTimeout(60000);
const page = await context.newPage();
await signIn(page, email);
for (const path of paths) {
  if (path.startsWith('first:')) { const h = await page.locator(path.slice(6)).first().getAttribute('href'); await page.goto(h ?? '/'); }
  else if (path.startsWith('click:')) { await page.locator(path.slice(6)).first().click(); await page.waitForLoadState('networkidle'); }
  else if (path.startsWith('fill:')) { const [, sel = '', ...v] = path.split('|'); await page.locator(sel).first().fill(v.join('|')); }
  else if (path.startsWith('check:')) { await page.locator(path.slice(6)).first().check(); }
  else if (path.startsWith('save:')) { await page.screenshot({ path: `/tmp/shots/${path.slice(5)}-${width}.png`, fullPage: true }); console.log(page.url(), await page.evaluate('document.documentElement.scrollWidth')); }
  else { const r = await page.goto(path); console.log(path, r?.status()); }
}
await browser.close();
