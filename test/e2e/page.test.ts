import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../src/server/index.ts';
import { type BuiltPage, builtPage, overflow, picture } from '../support/built-page.ts';
import { chromiumPath } from '../support/chromium.ts';
import { type DemoServer, demoServer } from '../support/demo-server.ts';
import { brokenSource } from '../support/demo-store.ts';

const executablePath = await chromiumPath();

/** The page as it is built, over a real store and server, in a real browser. */
describe.skipIf(executablePath === undefined)('the page', () => {
  let built: BuiltPage;
  let made: DemoServer;
  let address: string;

  beforeAll(async () => {
    built = await builtPage(executablePath ?? '');
    made = await demoServer({ webDir: built.webDir, history: 22 });
    address = await startServer(made.server, { port: 0 });
  });
  afterAll(async () => {
    await made?.[Symbol.asyncDispose]();
    await built?.[Symbol.asyncDispose]();
  });

  it.each([
    ['overview', '#/', 'customers-to-ods'],
    ['runs', '#/runs?state=failed', '600 rows were refused'],
    ['run', () => `#/runs/${made.demo.runs.failed}`, 'errorLimit'],
    ['backfills', '#/backfills', 'No backfill yet'],
    ['graph', '#/graph', 'daily-revenue'],
    ['events', '#/events?topic=sluice.audit', 'mei.chen'],
  ])('shows the %s, wide and narrow, light and dark, without a complaint', async (name, hash, text) => {
    const where = typeof hash === 'string' ? hash : hash();
    for (const width of [1280, 390]) {
      for (const scheme of ['light', 'dark'] as const) {
        await using opened = await built.open(`${address}/${where}`, { width, colorScheme: scheme });
        await opened.page.getByText(text).first().waitFor({ state: 'attached' });
        expect(await overflow(opened.page)).toBeLessThanOrEqual(0);
        expect(opened.complaints).toEqual([]);
        await picture(opened.page, `${name}-${width}-${scheme}`);
      }
    }
  });

  it('asks for the token of a server that has one, and again where it is another', async () => {
    await using guarded = await demoServer({ webDir: built.webDir, token: 'correct-horse-7' });
    const context = await built.newContext();
    const page = await context.newPage();
    await page.goto(`${await startServer(guarded.server, { port: 0 })}/#/`);
    const press = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Run now revenue-report' }).press('Enter');
      await page.getByRole('button', { name: 'Run it? revenue-report' }).press('Enter');
    };
    await press();
    await page.getByText('Changing something takes the token of this server.').waitFor();
    await picture(page, 'token');
    await page.getByRole('button', { name: 'Give up' }).click();
    await page.getByText('changing something takes the token of this server').waitFor();
    expect(guarded.asked).toEqual([]);
    await press();
    await page.getByPlaceholder('SLUICE_TOKEN').fill('other');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the token of this server.').waitFor();
    await page.getByPlaceholder('SLUICE_TOKEN').fill('correct-horse-7');
    await page.keyboard.press('Enter');
    await page.getByText('is on record to run').waitFor();
    expect(guarded.asked).toHaveLength(1);
    await context.close();
  });

  it('runs a pipeline on the second press, and follows it live', async () => {
    await using opened = await built.open(`${address}/#/`);
    const { page } = opened;
    await page.getByText('Live', { exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('revenue-report');
    await page.getByRole('button', { name: 'Run now revenue-report' }).press('Enter');
    expect(made.asked.filter((what) => what.startsWith('run revenue-report'))).toEqual([]);
    await page.getByRole('button', { name: 'Run it? revenue-report' }).press('Enter');
    await page.getByText('is on record to run').waitFor();
    await page.getByText('Follow it').click();
    await page.getByRole('heading', { name: 'revenue-report' }).waitFor();
    await page.getByText('Scheduled').first().waitFor();
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await page.getByRole('button', { name: 'Stop it?' }).click();
    await page.locator('.run-line').getByText('Cancelled').waitFor();
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByRole('button', { name: 'Run it again?' }).click();
    await page.locator('.run-line').getByText('Scheduled').waitFor();
    await page.getByRole('button', { name: 'Cancel run' }).waitFor();
    expect(opened.complaints).toEqual([]);
  });

  it('shows what a run prints as it prints it', async () => {
    const { jobLogs, runs } = made.demo;
    await using opened = await built.open(`${address}/#/runs/${runs.running}`);
    const log = opened.page.getByLabel('Log');
    await log.getByText('following').waitFor();
    jobLogs.append(runs.running, 1, 'half of it is done');
    await log.getByText('half of it is done').waitFor();
    jobLogs.append(runs.running, 1, 'all of it is done');
    await log.getByText('all of it is done').waitFor();
    expect(await log.getByText('half of it is done').count()).toBe(1);
    expect(opened.complaints).toEqual([]);
  });

  it('shows how far a backfill is, and pauses, resumes and cancels it on the second press', async () => {
    const { store } = made.demo;
    const key = { project: 'shop', environment: 'prod', pipeline: 'customers-to-ods' };
    const deployment = await store.getDeployment(key);
    const wish = {
      ...key,
      id: 'one',
      from: Date.UTC(2026, 0, 1),
      to: Date.UTC(2026, 0, 31),
      order: 'oldest-first',
      concurrency: 1,
      allowDuplicates: false,
      onFailure: 'stop',
      actor: 'ann',
      why: 'a new column',
    } as const;
    const artefactDigest = deployment?.artefactDigest ?? '';
    const created = await store.createBackfill({ wish, total: 31, artefactDigest }, Date.now());
    expect(created.outcome).toBe('created');
    for (const width of [1280, 390]) {
      await using opened = await built.open(`${address}/#/backfills`, { width });
      const { page } = opened;
      await page.getByText('0 of 31').waitFor();
      await page.getByText('a new column').waitFor({ state: 'attached' });
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await picture(page, `backfill-${width}`);
      const press = async (verb: string): Promise<void> => {
        await page.getByRole('button', { name: `${verb} the backfill` }).click();
        await page.getByRole('button', { name: `${verb}? the backfill` }).click();
      };
      await press('Pause');
      await page.getByText('Paused').waitFor();
      await press('Resume');
      await page.getByText('Waiting').waitFor();
      if (width === 390) await press('Cancel');
      expect(opened.complaints).toEqual([]);
    }
    await expect.poll(async () => (await store.getBackfill('one'))?.state).toBe('cancelled');
  });

  it('shows a broken repository as it breaks and as it is mended, without a reload', async () => {
    await using opened = await built.open(`${address}/#/`);
    const { page } = opened;
    await page.getByText('Live', { exact: true }).waitFor();
    const { store, fence } = made.demo;
    await store.setSourceStatus(fence, brokenSource(Date.now()));
    await page.getByText('pipelines/orders-to-ods.yaml:14:3').waitFor();
    await page.getByText('The last good version keeps running.').waitFor();
    await picture(page, 'broken');
    await store.setSourceStatus(fence, { ...brokenSource(Date.now()), state: 'synced', diagnostics: [] });
    await page.getByText('The last good version keeps running.').waitFor({ state: 'detached' });
  });

  it('says when the server is gone', async () => {
    await using other = await demoServer({ webDir: built.webDir, history: 1 });
    const otherAddress = await startServer(other.server, { port: 0 });
    await using opened = await built.open(otherAddress);
    const { page } = opened;
    await page.getByText('Live', { exact: true }).waitFor();
    await other.server.close();
    await page.getByText('No connection').waitFor();
    await page.getByText('orders-to-ods').first().waitFor();
  });
});
