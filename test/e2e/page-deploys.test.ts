import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompiledArtefact } from '../../src/compiler/index.ts';
import { startServer } from '../../src/server/index.ts';
import { type BuiltPage, builtPage, overflow, picture } from '../support/built-page.ts';
import { chromiumPath } from '../support/chromium.ts';
import { type DemoServer, demoServer } from '../support/demo-server.ts';
import { brokenSource, DEMO } from '../support/demo-store.ts';

const executablePath = await chromiumPath();
const LOOKS = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** What people do on the page to what is deployed: back to a version of before, and what is gone. */
describe.skipIf(executablePath === undefined)('the page, of what is deployed', () => {
  let built: BuiltPage;
  beforeAll(async () => {
    built = await builtPage(executablePath ?? '');
  });
  afterAll(() => built?.[Symbol.asyncDispose]());

  /** A server of a test's own, as these change what is deployed. */
  async function served(token?: string) {
    const made = await demoServer({ webDir: built.webDir, history: 2, ...(token === undefined ? {} : { token }) });
    const address = await startServer(made.server, { port: 0 });
    return { made, address, [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() };
  }

  const state = async ({ demo }: DemoServer, pipeline: string) => demo.store.getDeployment({ ...DEMO, pipeline });

  /** By the keyboard: once to be asked, once more to do it. */
  async function press(page: Page, label: string, question: string): Promise<void> {
    await page.getByRole('button', { name: label, exact: true }).press('Enter');
    await page.getByRole('button', { name: question, exact: true }).press('Enter');
  }

  it('shows who deployed which version and what changed in it, wide and narrow, light and dark', async () => {
    await using shop = await served();
    await secondVersion(shop.made);
    for (const looks of LOOKS) {
      await using opened = await built.open(`${shop.address}/#/history/customers-to-ods`, looks);
      const { page } = opened;
      await page.getByRole('heading', { name: 'History of customers-to-ods' }).waitFor();
      expect(await page.locator('.history tbody tr').count()).toBe(2);
      for (const text of ['ann.li', 'mei.chen', 'folder:77aa', 'folder:3f1c9a7be2d4'])
        await page.getByText(text).first().waitFor();
      const details = page.getByLabel('What changed in generation 2');
      await details.focus();
      await page.keyboard.press('Enter');
      await page.getByText('retry.attempts').waitFor();
      await page.getByText('schedule.expression').waitFor();
      expect(await page.locator('.changes li').allTextContents()).toEqual([
        'schedule.expression "0 0/30 * * * ?" → "0 0/15 * * * ?"',
        'retry.attempts 3 → 5',
      ]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(opened.complaints).toEqual([]);
      await picture(page, `history-${looks.width}-${looks.colorScheme}`);
    }
  });

  it('rolls a pipeline back on the second press, shows that it is held, and ends that', async () => {
    await using shop = await served();
    const { made } = shop;
    const [first, second] = [await state(made, 'customers-to-ods'), await secondVersion(made)];
    await using opened = await built.open(`${shop.address}/#/`);
    const { page } = opened;
    await page.getByRole('link', { name: 'History of customers-to-ods' }).click();
    await page.getByRole('button', { name: 'Roll back to generation 1', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /^Roll back/ }).count()).toBe(1);
    await page.getByLabel('Reason for a rollback of customers-to-ods').fill(' it writes half of the rows ');
    await press(page, 'Roll back to generation 1', 'Back to 1? to generation 1');
    await page.getByText('customers-to-ods is what it was in generation 1, as generation 3.').waitFor();
    expect((await state(made, 'customers-to-ods'))?.artefactDigest).toBe(first?.artefactDigest);
    await page.getByText('Rolled back to 1').waitFor();
    await page.getByRole('cell', { name: 'it writes half of the rows', exact: true }).waitFor();
    await picture(page, 'history-pinned');
    await press(page, 'End the rollback of customers-to-ods', 'Deploy what is refused? of customers-to-ods');
    await page.getByText('customers-to-ods is what the files say again, as generation 4.').waitFor();
    expect((await state(made, 'customers-to-ods'))?.artefactDigest).toBe(second.digest);
    await page.getByRole('button', { name: 'End the rollback of customers-to-ods' }).waitFor({ state: 'detached' });
    expect(opened.complaints).toEqual([]);
  });

  it('says why nothing was rolled back where somebody was faster', async () => {
    await using shop = await served();
    await secondVersion(shop.made);
    await using opened = await built.open(`${shop.address}/#/history/customers-to-ods`);
    const { page } = opened;
    // what the page knows of the present is from before
    await page.route('**/api/v1/pipelines*', (route) => route.abort());
    await page.getByRole('button', { name: 'Roll back to generation 1', exact: true }).press('Enter');
    await secondVersion(shop.made, { attempts: 7, digit: '8' });
    await page.getByRole('button', { name: 'Back to 1? to generation 1', exact: true }).press('Enter');
    await page.getByText('customers-to-ods cannot be rolled back: `customers-to-ods` has changed meanwhile').waitFor();
    expect((await state(shop.made, 'customers-to-ods'))?.generation).toBe(3);
  });

  it('shows what waits for a yes and what is deleted; deletes and restores on the second press', async () => {
    await using shop = await served();
    const { made } = shop;
    await hold(made, 'exchange-rates', 'revenue-report', 'flights-hourly');
    for (const looks of LOOKS) {
      await using opened = await built.open(`${shop.address}/#/`, looks);
      await opened.page.getByRole('link', { name: 'somebody says yes' }).click();
      await opened.page.getByRole('button', { name: 'Delete exchange-rates' }).waitFor();
      expect(await overflow(opened.page)).toBeLessThanOrEqual(0);
      expect(opened.complaints).toEqual([]);
      await picture(opened.page, `deleted-${looks.width}-${looks.colorScheme}`);
    }
    await using opened = await built.open(`${shop.address}/#/deleted`);
    const { page } = opened;
    await press(page, 'Delete exchange-rates', 'Delete it? exchange-rates');
    await page.getByText('exchange-rates is deleted.').waitFor();
    expect([(await state(made, 'exchange-rates'))?.state, (await state(made, 'revenue-report'))?.state]).toEqual([
      'deleted',
      'active',
    ]);
    await press(page, 'Delete all 2 that wait', 'Delete 2? that wait');
    await page.getByText('2 pipelines are deleted.').waitFor();
    await page.getByText('Nothing waits for a yes.').waitFor();
    await press(page, 'Restore revenue-report', 'Restore it? revenue-report');
    await page.getByText('revenue-report is back.').waitFor();
    await page.getByRole('button', { name: 'Restore revenue-report' }).waitFor({ state: 'detached' });
    // brought back and not in the files, it may go again
    await page.getByRole('button', { name: 'Delete revenue-report' }).waitFor();
    expect((await state(made, 'revenue-report'))?.state).toBe('active');
    await picture(page, 'restored');
    expect(opened.complaints).toEqual([]);
  });

  it('says why nothing was deleted, and asks for the token of a server that has one', async () => {
    await using shop = await served('correct-horse-7');
    const { store, fence } = shop.made.demo;
    await hold(shop.made, 'exchange-rates');
    await store.setSourceStatus(fence, brokenSource(Date.now()));
    await using opened = await built.open(`${shop.address}/#/deleted`);
    const { page } = opened;
    await press(page, 'Delete exchange-rates', 'Delete it? exchange-rates');
    await page.getByPlaceholder('SLUICE_TOKEN').fill('correct-horse-7');
    await page.keyboard.press('Enter');
    await page.getByText('exchange-rates cannot be deleted: nothing was deleted: files with errors may hide').waitFor();
    expect((await state(shop.made, 'exchange-rates'))?.state).toBe('active');
  });
});

/** Deploys another version of a pipeline of the demo, by another person. */
async function secondVersion(
  { demo: { store, fence } }: DemoServer,
  { attempts = 5, digit = '7' }: { readonly attempts?: number; readonly digit?: string } = {},
): Promise<CompiledArtefact> {
  const key = { ...DEMO, pipeline: 'customers-to-ods' };
  const deployment = await store.getDeployment(key);
  const present = await store.getArtefact(deployment?.artefactDigest ?? '');
  if (present === undefined) throw new Error('the demo has it');
  const { pipeline } = present.artefact;
  const artefact = {
    ...present.artefact,
    pipeline: {
      ...pipeline,
      schedule: { ...pipeline.schedule, expression: '0 0/15 * * * ?' },
      retry: { attempts, backoff: 'exponential', initialMs: 30_000, maxMs: 600_000 },
    },
  } as CompiledArtefact['artefact'];
  const compiled = {
    name: key.pipeline,
    artefact,
    bytes: JSON.stringify(artefact),
    digest: `sha256:${digit.repeat(64)}`,
  };
  const change = { kind: 'deploy', key, compiled, nextFireTime: Date.now() + 900_000 } as const;
  await store.applyChanges(fence, `folder:${digit}${digit}aa`, [change], Date.now(), 'ann.li');
  return compiled;
}

async function hold({ demo: { store, fence } }: DemoServer, ...pipelines: readonly string[]): Promise<void> {
  const found = pipelines.map((pipeline) => ({
    pipeline,
    subject: '',
    reason: 'DELETE_HELD_SHARE',
    message: `3 of 9 deployments would go, more than the share of 0.3 that may`,
    generation: 1,
  }));
  await store.setConditions(fence, DEMO, 'delete-held', found, Date.now());
}
