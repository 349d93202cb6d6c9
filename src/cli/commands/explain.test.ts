import { afterEach, describe, expect, test, vi } from 'vitest';
import { publishedSchema } from '../../../test/support/published-schema.ts';
import { UsageError } from '../exit-code.ts';
import { wordsOf, type Message } from '../../message/index.ts';
import { explainCommand } from './explain.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the verb prints. */
async function explained(flags: object, ...words: string[]): Promise<string> {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  await explainCommand({ color: false, ...flags }, words);
  return printed;
}

describe('sluice explain', () => {
  const conforms = publishedSchema('explain');

  test.each(['SL0201', 'sl201', '0201'])('shows the page of %s', async (code) => {
    const page = await explained({}, code);
    expect(page).toContain('SL0201: unknown key  (error)');
    expect(page).toContain('      wehre: deleted = 0');
    expect(page).not.toContain('```');
  });

  test('explains in Chinese, and says where a page is in English', async () => {
    const translated = await explained({ lang: 'zh' }, 'SL0201');
    expect(translated).toContain('SL0201: 未知的键  (错误)');
    expect(translated).toContain('      wehre: deleted = 0');
    const english = await explained({ lang: 'zh' }, 'SL0101');
    expect(english).toMatch(/^SL0101: 文件不是 UTF-8 {2}\(错误\)\n.*英文/);
    expect(english).toContain('How to mend it');
    expect(await explained({ lang: 'zh' }, 'cron')).toMatch(/SL0405\s+错误\s+cron 表达式无效/);
    expect(await explained({ lang: 'zh' }, '时区')).toContain('SL0408');
  });

  test('lists all codes, or those that words are about', async () => {
    const all = (await explained({})).split('\n');
    const some = (await explained({}, 'cron', 'error')).split('\n');
    expect(all.length).toBeGreaterThan(100);
    expect(some.length).toBeLessThan(10);
    expect(some.join('\n')).toMatch(/SL0405\s+error\s+cron expression not valid/);
  });

  test.each([[['SL0201']], [[]], [['cron']]])('satisfies schemas/explain.schema.json for %j', async (words) => {
    conforms(JSON.parse(await explained({ output: 'json' }, ...words)));
    expect(conforms.errors ?? []).toEqual([]);
  });

  test('names the nearest code', async () => {
    const error: unknown = await explained({}, 'SL9201').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(wordsOf((error as UsageError).help as Message)).toContain('did you mean SL0201?');
    await expect(explained({}, 'nonsense')).rejects.toThrow('no code is about `nonsense`');
  });
});
