import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { tempDir } from './temp-dir.ts';

const configFile = fileURLToPath(new URL('../../src/web/vite.config.ts', import.meta.url));
const pictures = process.env['SLUICE_SCREENSHOTS'];

/** A tab, and what its console complained of. */
export interface Tab extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** How a tab is to look. */
export interface TabLooks {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** The page as it is built, and a browser to look at it. */
export interface BuiltPage extends AsyncDisposable {
  /** Folder of the page, for a server. */
  readonly webDir: string;
  readonly newContext: () => Promise<BrowserContext>;
  /** Opens an address. */
  open(url: string, looks?: TabLooks): Promise<Tab>;
}

/** @param executablePath Of a chromium. */
export async function builtPage(executablePath: string): Promise<BuiltPage> {
  const folder = await tempDir('sluice-page-');
  await build({ configFile, logLevel: 'error', build: { outDir: folder.path } });
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  return {
    webDir: folder.path,
    newContext: () => browser.newContext(),
    async open(url, { width = 1280, colorScheme = 'light' } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** With SLUICE_SCREENSHOTS, a folder, what the page looks like is kept for somebody to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

/** How far the page is wider than its window: more than nothing is a mistake. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}
