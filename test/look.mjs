/**
 * `npm run look -- [--as officer] /today /outlets …`: pictures of pages of the demo city that runs on port 3000 (or PORT),
 * 1280 and 390 pixels wide, in both languages, light and dark, into `pictures/`; says which are wider than the screen.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const words = process.argv.slice(2);
const as = words[0] === '--as' ? words.splice(0, 2)[1] : 'officer';
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const baseURL = `http://localhost:${process.env.PORT ?? 3000}`;
mkdirSync('pictures', { recursive: true });

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const locale of ['zh-CN', 'en']) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        baseURL,
        locale,
        colorScheme,
        viewport: { width, height: 900 },
      });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.fill('#email', `${as}@demo.bianmin.example`);
      await page.fill('input[type=password]', 'convenience-2022');
      await page.locator('form.card-body button.btn-primary').click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      if ((await page.getAttribute('html', 'lang')) !== locale) {
        await page.locator('button[name=language]').click();
        await page.waitForLoadState();
      }
      for (const path of words) {
        await page.goto(path);
        const name = path.slice(1).replace(/\W+/g, '-') || 'home';
        await page.screenshot({
          path: `pictures/${name}-${width}-${locale}-${colorScheme}.png`,
          fullPage: true,
        });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) process.stdout.write(`${path} is ${wide} px wide at ${width} (${locale}).\n`);
      }
      await context.close();
    }
  }
}
await browser.close();
