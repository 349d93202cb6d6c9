import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DIAGNOSTIC_CODES, didYouMean, type CodeEntry } from '../../compiler/index.ts';
import { catalogueOf, say, sentence, wordsOf, type Catalogue, type Language } from '../../message/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { packageFile } from '../package-file.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { codeLine, pageForTerminal, renderCodes, type ListedCode } from '../views/explain-view.ts';

/** What an author takes for a code: `SL0201`, `sl201`, `0201`. */
const CODE = /^(?:SL)?\d{1,5}$/i;

/** `sluice explain CODE` shows its page of docs/diagnostics; without a code, or with words, the codes there are. */
export async function explainCommand(flags: GlobalFlags, words: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const [given = ''] = words;
  if (words.length === 1 && CODE.test(given)) return explainOne(given, terminal, catalogue);
  const codes = listedCodes(catalogue).filter(matches(words));
  if (codes.length === 0)
    throw new UsageError(say`no code is about \`${words.join(' ')}\``, say`see all with \`sluice explain\``);
  terminal.emit({ formatVersion: '1.0', codes });
  terminal.show(renderCodes(codes, terminal, catalogue));
  const hint = wordsOf(say`\`sluice explain CODE\` shows what one means, with an example`, catalogue);
  terminal.say(terminal.paint.dim(`\n${hint}`));
  return EXIT.done;
}

async function explainOne(given: string, terminal: Terminal, catalogue: Catalogue | undefined): Promise<number> {
  const code = `SL${given.replace(/^SL/i, '').padStart(4, '0')}`;
  const entry = listedCodes(catalogue).find((listed) => listed.code === code);
  if (entry === undefined) {
    const near = didYouMean(code, Object.keys(DIAGNOSTIC_CODES));
    throw new UsageError(
      say`no diagnostic has the code \`${given}\``,
      near
        ? say`did you mean ${near}? \`sluice explain\` lists all`
        : say`\`sluice explain\` lists all, codes look like SL0201`,
    );
  }
  const { text, isTranslated } = await pageOf(code, terminal.language);
  terminal.emit({ formatVersion: '1.0', ...entry, text });
  if (catalogue !== undefined && !isTranslated) terminal.show(`${codeLine(entry, terminal, catalogue)}\n`);
  terminal.show(pageForTerminal(text, entry, terminal, isTranslated ? catalogue : undefined));
  return EXIT.done;
}

/** The page of a code in a language, where there is one; else the English one, which every code has. */
async function pageOf(code: string, language: Language): Promise<{ text: string; isTranslated: boolean }> {
  const translated = packageFile('docs', 'diagnostics', language, `${code}.md`);
  if (existsSync(translated)) return { text: await readFile(translated, 'utf8'), isTranslated: true };
  return { text: await readFile(packageFile('docs', 'diagnostics', `${code}.md`), 'utf8'), isTranslated: false };
}

function listedCodes(catalogue: Catalogue | undefined): readonly ListedCode[] {
  return Object.entries<CodeEntry>(DIAGNOSTIC_CODES).map(([code, { severity, title }]) => ({
    code,
    severity,
    title: wordsOf(sentence(title), catalogue),
    docsUrl: `docs/diagnostics/${code}.md`,
  }));
}

/** Every word is in the code, its severity or its title, that in English too. */
function matches(words: readonly string[]): (code: ListedCode) => boolean {
  const wanted = words.map((word) => word.toLowerCase());
  const englishTitles = new Map(listedCodes(undefined).map(({ code, title }) => [code, title]));
  return ({ code, severity, title }) => {
    const text = `${code} ${severity} ${title} ${englishTitles.get(code) ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}
