import { afterEach, expect, test, vi } from 'vitest';
import { writeBaseProject } from '../../../test/support/base-project.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { UsageError } from '../exit-code.ts';
import { checkCommand } from './check.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const WRONG = {
  'pipelines/orders.yaml': `name: orders
schedule: manual
source: { datasource: erp, table: orders, wehre: "state = '已付款'" }
sink: { datasource: warehouse, table: orders }
`,
};

/** What `sluice check` prints of a project with a misspelt key, and its exit code. */
async function checked(flags: object): Promise<{ readonly printed: string; readonly code: number }> {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  await using folder = await tempDir();
  await writeBaseProject(folder.path, WRONG);
  const code = await checkCommand({ color: false, chdir: folder.path, ...flags }, []);
  return { printed, code };
}

test('check speaks the language that is asked for, by flag or environment', async () => {
  const { printed, code } = await checked({ lang: 'zh' });
  expect(code).toBe(1);
  expect(printed).toContain('错误[SL0201]: `source` 中有未知的键 `wehre`');
  expect(printed).toContain('  帮助: 是否想写 `where`？');
  expect(printed).toMatch(/1 个错误 {2}\(\d+ 个文件，已编译 \d+ 条流水线\)/);
  vi.stubEnv('SLUICE_LANG', 'zh_CN');
  expect((await checked({})).printed).toContain('错误[SL0201]');
  expect((await checked({ lang: 'en' })).printed).toContain('error[SL0201]: unknown key `wehre` in `source`');
});

test('its JSON is in the language too, with the same codes, places and fingerprints', async () => {
  const inEnglish = JSON.parse((await checked({ output: 'json' })).printed) as Document;
  const inChinese = JSON.parse((await checked({ output: 'json', lang: 'zh' })).printed) as Document;
  expect(inChinese.diagnostics.map(({ message }) => message)).toEqual(['`source` 中有未知的键 `wehre`']);
  const places = ({ diagnostics }: Document): unknown =>
    diagnostics.map(({ code, range, fingerprint }) => ({ code, range, fingerprint }));
  expect(places(inChinese)).toEqual(places(inEnglish));
});

test('check refuses a language that it does not speak', async () => {
  await expect(checked({ lang: 'de' })).rejects.toThrow(UsageError);
});

interface Document {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly range: unknown;
    readonly fingerprint: string;
  }[];
}
