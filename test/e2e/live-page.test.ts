import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { allRuns } from '../support/daemon-views.ts';
import { copyDemo, DEMO_PIPELINES } from '../support/demo-project.ts';
import { serve, type Daemon } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const browserPath = await chromiumPath();
const WAIT = { timeout: 60_000, interval: 100 };

describe.skipIf(browserPath === undefined)('the page of a daemon at work', () => {
  let folder: TempDir;
  let daemon: Daemon;
  let browser: Browser;
  let page: Page;
  let pictures: string;
  const complaints: string[] = [];
  const hosts = new Set<string>();

  beforeAll(async () => {
    folder = await tempDir();
    // With SLUICE_SCREENSHOTS, a folder, what the page looked like is kept for somebody to look at.
    pictures = process.env['SLUICE_SCREENSHOTS'] ?? join(folder.path, 'pictures');
    await mkdir(pictures, { recursive: true });
    await copyDemo(folder.path);
    daemon = await serve({ cwd: folder.path });
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(WAIT.timeout);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
  });
  beforeEach(async () => void (await page.goto(daemon.url)));
  afterAll(async () => {
    await browser?.close();
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const picture = (name: string): Promise<Buffer> => page.screenshot({ path: join(pictures, `live-${name}.png`) });
  const row = (pipeline: string) =>
    page.locator('.pipeline').filter({ has: page.getByRole('link', { name: pipeline, exact: true }) });

  test('lists the pipelines and shows their runs while they happen', async () => {
    for (const name of DEMO_PIPELINES) await row(name).waitFor();
    const last = row('departures').locator('.last');
    await last.waitFor();
    const before = await last.getAttribute('href');
    // Nobody reloads: the next run appears by itself.
    await expect.poll(() => last.getAttribute('href'), WAIT).not.toBe(before);
    await expect.poll(() => row('airports').textContent(), WAIT).toContain('Healthy');
    await picture('overview');
  });

  test('shows a run with its log', async () => {
    await page.goto(`${daemon.url}/#/runs`);
    await page.locator('table.runs').getByRole('link', { name: 'airports', exact: true }).first().click();
    await page.locator('article.run').waitFor();
    await expect.poll(() => page.locator('article.run').textContent(), WAIT).toContain('3,376');
    await expect.poll(() => page.locator('.log pre').textContent(), WAIT).toContain('read 3376');
    await picture('run');
    await page.goto(`${daemon.url}/#/graph`);
    await page.locator('.graph').waitFor();
    await picture('graph');
    await page.goto(`${daemon.url}/#/events`);
    await expect.poll(() => page.locator('main').textContent(), WAIT).toContain('run.succeeded');
    await picture('events');
  });

  test('shows what is wrong with a file until it is mended', async () => {
    const file = join(folder.path, 'pipelines/airports.yaml');
    const original = await readFile(file, 'utf8');
    await writeFile(file, original.replace('mode: overwrite', 'mode: overwritten'));
    const banner = page.locator('.banner');
    await banner.waitFor();
    expect(await banner.textContent()).toContain('pipelines/airports.yaml');
    await picture('banner');
    await writeFile(file, original);
    await banner.waitFor({ state: 'detached' });
  });

  test('runs a pipeline now', async () => {
    expect(await byHand(daemon, 'weather')).toBe(0);
    await row('weather')
      .getByRole('button', { name: /^Run now/ })
      .click();
    await row('weather')
      .getByRole('button', { name: /^Run it/ })
      .click();
    await expect.poll(() => byHand(daemon, 'weather'), WAIT).toBe(1);
  });

  test('is usable on a telephone and in the dark', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await row('airports').waitFor();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await picture('telephone');
  });

  test('never complained, and asked no other host', () => {
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(daemon.url).host]);
  });
});

/** A fire that is on record is run once more as an attempt of its run; one that is not becomes a run. */
async function byHand(daemon: Daemon, pipeline: string): Promise<number> {
  const runs = (await allRuns(daemon, pipeline)).filter(({ state }) => state === 'succeeded');
  return runs.filter((run) => run.trigger === 'manual' || run.attempts.length > 1).length;
}
