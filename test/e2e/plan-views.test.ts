import { mkdir } from 'node:fs/promises';
import { marked } from 'marked';
import pc from 'picocolors';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planText } from '../../src/cli/views/plan/plan-text.ts';
import { renderHtml } from '../../src/cli/views/plan/render-html.ts';
import { renderMarkdown } from '../../src/cli/views/plan/render-markdown.ts';
import type { PlanDocument } from '../../src/compiler/index.ts';
import { catalogueOf, type Language } from '../../src/message/index.ts';
import { chromiumPath } from '../support/chromium.ts';
import { planWith, richPlan } from '../support/rich-plan.ts';
import { tempDir } from '../support/temp-dir.ts';

const executablePath = await chromiumPath();
const pictures = process.env['SLUICE_SCREENSHOTS'];

/** As wide as a comment is on a telephone and on a desk. */
const WIDTHS = { narrow: 390, wide: 1_280 } as const;

/** What GitHub's stylesheet does to a comment, as far as it decides what fits where. */
const COMMENT_STYLE = `
body { margin: 0; padding: 16px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
  max-width: 900px; overflow-wrap: break-word; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0; }
code { padding: .2em .4em; font-size: 85%; background: #818b981f; border-radius: 6px; white-space: break-spaces; }
pre { padding: 16px; overflow: auto; font-size: 85%; line-height: 1.45; background: #818b981f; border-radius: 6px; }
pre code { padding: 0; background: none; white-space: pre; }
.added { background: #dafbe1; color: #116329; } .removed { background: #ffebe9; color: #82071e; } .headed { color: #953800; }
@media (prefers-color-scheme: dark) { body { background: #0d1117; color: #f0f6fc; } th, td { border-color: #3d444d; }
  .added { background: #033a16; color: #aff5b4; } .removed { background: #67060c; color: #ffdcd7; } .headed { color: #ffdfb6; } }`;

/** The comment as a forge shows it: a `diff` fence coloured by the first letter of each line. */
function commentPage(markdown: string): string {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const coloured = html.replaceAll(/<code class="language-diff">([^]*?)<\/code>/g, (_, text: string) => {
    const kinds: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed', '!': 'headed' };
    const lines = text.replace(/\n$/, '').split('\n');
    return `<code>${lines.map((line) => `<span class="${kinds[line[0] ?? ''] ?? ''}">${line}</span>`).join('\n')}</code>`;
  });
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${COMMENT_STYLE}</style><body>${coloured}`;
}

describe.skipIf(executablePath === undefined)('a plan as reviewers see it', () => {
  let browser: Browser;
  let plan: PlanDocument;

  beforeAll(async () => {
    await using folder = await tempDir();
    plan = await richPlan(folder.path);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  }, 120_000);
  afterAll(() => browser?.close());

  /** A tab that shows a page; what it reaches for outside, and what it complains of. */
  async function tab(html: string, width: number, colorScheme: 'light' | 'dark') {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const [reached, complaints]: [string[], string[]] = [[], []];
    await context.route('**', async (route) => {
      reached.push(route.request().url());
      await route.abort();
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setContent(html, { waitUntil: 'load' });
    return { page, reached, complaints, [Symbol.asyncDispose]: () => context.close() };
  }

  /** With SLUICE_SCREENSHOTS, a folder, what it looked like is kept for somebody to look at. */
  async function picture(page: Page, name: string): Promise<void> {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  const open = (page: Page): Promise<void> =>
    page.locator('details').evaluateAll((all) => {
      for (const each of all) each.setAttribute('open', '');
    });

  /** Pixels by which it is wider than its window. */
  const overflow = (page: Page): Promise<number> =>
    page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

  /** The table of changes: the first is of findings. */
  const changesIn = (page: Page): Locator =>
    page
      .locator('table')
      .filter({ has: page.locator('th', { hasText: /^(?:owner|负责人)$/ }) })
      .locator('tbody tr');

  const SHOWN = (['light', 'dark'] as const).flatMap((scheme) =>
    (['narrow', 'wide'] as const).flatMap((width) =>
      (['en', 'zh'] as const).map((lang) => [scheme, width, lang] as const),
    ),
  );

  test.each(SHOWN)('as a comment: %s, %s, %s', async (scheme, width, lang: Language) => {
    const markdown = renderMarkdown(plan, { catalogue: await catalogueOf(lang) });
    await using shown = await tab(commentPage(markdown), WIDTHS[width], scheme);
    const { page } = shown;
    await picture(page, `comment-${scheme}-${width}-${lang}`);
    const details = page.locator('details');
    expect(await details.count()).toBe(plan.changes.length);
    // folded until somebody asks
    expect(await page.locator('details[open]').count()).toBe(0);
    expect(await page.locator('details pre').first().isVisible()).toBe(false);
    await open(page);
    await picture(page, `comment-open-${scheme}-${width}-${lang}`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await changesIn(page).count()).toBe(plan.changes.length);
    for (const cells of await changesIn(page).evaluateAll((rows) => rows.map((row) => row.children.length)))
      expect(cells).toBe(5);
    expect(await page.locator('pre .added').count()).toBeGreaterThan(10);
    expect(await page.locator('pre .removed').count()).toBeGreaterThan(10);
    // nothing of a name is markup
    expect(await page.locator('script, img, a[href^="javascript"], b, h1, details details').count()).toBe(0);
    expect([await page.title(), shown.reached]).toEqual(['', []]);
  });

  test.each(SHOWN)('as a page: %s, %s, %s', async (scheme, width, language: Language) => {
    const html = renderHtml([plan], { catalogue: await catalogueOf(language), language });
    await using shown = await tab(html, WIDTHS[width], scheme);
    const { page } = shown;
    await picture(page, `page-${scheme}-${width}-${language}`);
    await open(page);
    await picture(page, `page-open-${scheme}-${width}-${language}`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await changesIn(page).count()).toBe(plan.changes.length);
    expect(await page.locator('details').count()).toBe(plan.changes.length);
    expect(await page.locator('img, b, a[href^="javascript"]').count()).toBe(0);
    expect(await page.title()).not.toBe('script ran');
    expect([shown.reached, shown.complaints]).toEqual([[], []]);
  });

  test('the page finds what is searched, and filters by meaning', async () => {
    await using shown = await tab(renderHtml([plan]), WIDTHS.wide, 'light');
    const rows = changesIn(shown.page).filter({ visible: true });
    await shown.page.getByRole('searchbox').fill('订单');
    expect(await rows.count()).toBe(1);
    await shown.page.getByRole('searchbox').fill('');
    for (const box of await shown.page.locator('input[data-meaning]').all())
      if ((await box.getAttribute('data-meaning')) !== 'destructive') await box.uncheck();
    expect(await rows.count()).toBe(plan.summary.meanings.destructive);
    await rows.first().getByRole('link').click();
    // the page opens what its address names when the browser says that the address changed, which is after the click
    await expect.poll(() => shown.page.locator('details[open]').count()).toBe(1);
  });

  describe('of 10,000 changes', () => {
    let many: PlanDocument;
    beforeAll(() => {
      const changes = Array.from({ length: 10_000 }, (_, index) => {
        const change = plan.changes[index % plan.changes.length];
        if (change === undefined) throw new Error('the plan has no change');
        return { ...change, pipeline: `${change.pipeline.slice(0, 60)}-${index}` };
      });
      many = planWith(plan, changes);
    });

    test('is a comment that fits, and says what it leaves out', async () => {
      const markdown = renderMarkdown(many);
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000);
      expect(markdown).toMatch(/Cut to fit: \d+ of 10000 pipelines are not in the table and \d+ have no details here/);
      await using shown = await tab(commentPage(markdown), WIDTHS.narrow, 'light');
      await open(shown.page);
      await picture(shown.page, 'comment-of-10000');
      expect(await overflow(shown.page)).toBeLessThanOrEqual(0);
    });

    test('is at a terminal what a person reads, and the counts of all', () => {
      const text = planText(many, {
        paint: pc.createColors(false),
        width: 100,
        full: false,
        quiet: false,
        catalogue: undefined,
      });
      expect(text.split('\n').length).toBeLessThan(1_500);
      expect(text).toContain('and 9900 more; `--full` shows all');
      expect(text).toContain('4711 unchanged');
    });
  });
});
