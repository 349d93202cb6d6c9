import { describe, expect, it } from 'vitest';
import { Notes } from './notes.ts';
import { Placeholders } from './placeholders.ts';

const filled = (text: string, engineNames: readonly string[] = []): [string, readonly string[]] => {
  const placeholders = new Placeholders(new Notes());
  return [placeholders.inText(text, 'where', engineNames), placeholders.parameters];
};

describe('Placeholders', () => {
  it('makes parameters of names that -p fills', () => {
    expect(filled('a = ${region} and b = ${day.of.load}')).toEqual([
      'a = ${region} and b = ${day.of.load}',
      ['day.of.load', 'region'],
    ]);
  });

  it('keeps what means the same here, and renames what means something else', () => {
    expect(filled('${bizdate} ${bdp.system.bizdate}')).toEqual(['${bizdate} ${bizdate}', []]);
    expect(filled('${cursor} ${window.start} ${some-name}')).toEqual([
      '${cursor_param} ${window_start_param} ${some_name}',
      ['cursor_param', 'some_name', 'window_start_param'],
    ]);
  });

  it('leaves the engine its own names, and escapes what is no placeholder', () => {
    expect(filled('${param.id} ${currentTime} ${a+b} ${', ['param.*', 'currentTime'])).toEqual([
      '${param.id} ${currentTime} $${a+b} $${',
      [],
    ]);
  });

  it('fills an address from the environment', () => {
    const notes = new Notes();
    expect(new Placeholders(notes).inAddress('jdbc:mysql://${db-host}:3306/a', 'url')).toBe(
      'jdbc:mysql://${env:db_host}:3306/a',
    );
    expect(notes.at('url')?.reason).toBe('renamed');
  });
});
