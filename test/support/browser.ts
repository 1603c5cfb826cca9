import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A refusal is no fault of the page, and neither is a preview cut short because its page was left. */
const expected = /status of 4\d\d|htmx:sendAbort|^htmx:afterRequest, \[object/;

/** A real Chromium. Every page that breaks a rule of its own content policy or throws fails the test that reads it. */
export class RealBrowser {
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly address: string,
  ) {}

  /** @param flags beside the usual ones */
  static async open(address: string, flags: readonly string[] = []): Promise<RealBrowser> {
    return new RealBrowser(
      await chromium.launch({ executablePath: process.env.CHROMIUM, args: [...quiet, ...flags] }),
      address,
    );
  }

  /** A window of its own, signed in. */
  async signIn(email: string, password: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.window(options);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  }

  async window(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      // A page that still glides to where it was scrolled moves a button away from under a press.
      reducedMotion: 'reduce',
      baseURL: this.address,
      locale: 'en-GB',
      viewport: { width: 1280, height: 860 },
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !expected.test(text)) this.complaints.push(text);
    });
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
