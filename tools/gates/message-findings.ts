import { fileList, isSource } from './file-list.ts';
import type { Finding } from './finding.ts';
import { saidTemplates, withoutNames, type SaidTemplate } from './say-templates.ts';
import { sourceModule } from './source-module.ts';

/** The lines of one room of a language, and the file that they are in. */
export interface CatalogueFile {
  readonly file: string;
  readonly lines: Readonly<Record<string, string>>;
}

/** Texts that come from tables, each with the name of its table. */
export type TableTexts = ReadonlyMap<string, string>;

/** What a catalogue lacks, holds in vain, or says with other arguments; and words that no catalogue can reach. */
export function messageFindings(
  said: readonly SaidTemplate[],
  tables: TableTexts,
  catalogue: readonly CatalogueFile[],
): Finding[] {
  const lines = new Map(catalogue.flatMap(({ lines: own }) => Object.entries(own)));
  const templates = new Set([...said.map(({ template }) => template), ...tables.keys()]);
  return [
    ...said.flatMap(({ file, line, words }) =>
      words.map((word) => ({ file, line, message: `hands words to say as an argument: say them too: ${word}` })),
    ),
    ...firstOfEach(said)
      .filter(({ template }) => hasWords(template) && !lines.has(template))
      .map(({ file, line, template }) => ({ file, line, message: `has no Chinese line: ${template}` })),
    ...[...tables]
      .filter(([template]) => hasWords(template) && !lines.has(template))
      .map(([template, table]) => ({ file: table, message: `has no Chinese line: ${template}` })),
    ...catalogue.flatMap(({ file, lines: own }) => lineFindings(file, own, templates)),
    ...doubled(catalogue),
  ];
}

/** Words of another meaning than the one that is meant, and the word for it: see docs/decisions/two-languages.md. */
const OTHER_WORDS = new Map([['管道', '流水线']]);

/** Every text that the sources under `root` say. */
export function saidUnder(root: string): SaidTemplate[] {
  return fileList(root)
    .filter(isSource)
    .filter((file) => !file.startsWith('src/message/'))
    .flatMap((file) => saidTemplates(sourceModule(root, file)));
}

function firstOfEach(said: readonly SaidTemplate[]): SaidTemplate[] {
  return [...new Map(said.toReversed().map((each) => [each.template, each])).values()].toReversed();
}

/** Names, holes and signs are the same in every language. */
function hasWords(template: string): boolean {
  return /\p{Letter}/u.test(withoutNames(template));
}

function lineFindings(file: string, lines: Readonly<Record<string, string>>, known: ReadonlySet<string>): Finding[] {
  return Object.entries(lines).flatMap(([template, text]) => {
    if (!known.has(template)) return [{ file, message: `nothing says this any more: ${template}` }];
    const [wanted, given] = [holesOf(template), holesOf(text)];
    const other = [...OTHER_WORDS].find(([word]) => text.includes(word));
    if (other !== undefined) return [{ file, message: `says ${other.join(', which is not ')}: ${template}` }];
    if (wanted !== given) return [{ file, message: `has the holes ${given} instead of ${wanted}: ${template}` }];
    const [names, kept] = [namesOf(template), namesOf(text)];
    const missing = names.filter((name) => !kept.includes(name));
    return missing.length === 0 ? [] : [{ file, message: `leaves out ${missing.join(' ')}: ${template}` }];
  });
}

function holesOf(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].toSorted().join('');
}

/** What stands in backticks, without its holes' numbers: keys and values must be the same in every language. */
function namesOf(text: string): string[] {
  return text.match(/`[^`]*`/g) ?? [];
}

function doubled(catalogue: readonly CatalogueFile[]): Finding[] {
  const seen = new Map<string, string>();
  return catalogue.flatMap(({ file, lines }) =>
    Object.entries(lines).flatMap(([template, text]) => {
      const before = seen.get(template);
      seen.set(template, text);
      return before === undefined || before === text
        ? []
        : [{ file, message: `is said otherwise elsewhere: ${template}` }];
    }),
  );
}
