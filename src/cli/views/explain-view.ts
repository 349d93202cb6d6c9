import type { CodeEntry } from '../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { Terminal } from '../terminal.ts';
import { renderTable } from './table.ts';

/** A code as `sluice explain` lists it: schemas/explain.schema.json. */
export interface ListedCode extends CodeEntry {
  readonly code: string;
  /** The code's page in the package. */
  readonly docsUrl: string;
}

/** A table of codes. */
export function renderCodes(codes: readonly ListedCode[], terminal: Terminal, catalogue?: Catalogue): string {
  const { paint } = terminal;
  const rows = codes.map(({ code, severity, title }) => [
    paint.bold(code),
    tinted(severity, terminal, catalogue),
    title,
  ]);
  const heads = [say`code`, say`severity`, say`what it stands for`];
  return renderTable(
    heads.map((head) => paint.dim(wordsOf(head, catalogue))),
    rows,
  );
}

/** A code, its title and severity in another language, above a page that is in English. */
export function codeLine({ code, title, severity }: ListedCode, terminal: Terminal, catalogue: Catalogue): string {
  const { paint } = terminal;
  const remark = wordsOf(say`the page below is in English`, catalogue);
  return `${paint.bold(`${code}: ${title}`)}  (${tinted(severity, terminal, catalogue)})\n${paint.dim(remark)}`;
}

/** A page in Markdown with its headings in colour, its examples indented, and its severity. */
export function pageForTerminal(
  page: string,
  { severity }: ListedCode,
  terminal: Terminal,
  catalogue?: Catalogue,
): string {
  const { paint } = terminal;
  let inExample = false;
  const lines = page
    .trimEnd()
    .split('\n')
    .flatMap((line): string[] => {
      if (line.startsWith('```')) {
        inExample = !inExample;
        return [];
      }
      if (inExample) return [line === '' ? '' : `    ${/^\s*#/.test(line) ? paint.dim(line) : line}`];
      const [, marks, heading] = /^(#+) (.*)$/.exec(line) ?? [];
      if (heading === undefined || marks === undefined)
        return [line.replaceAll(/`([^`]+)`/g, (code) => paint.cyan(code))];
      return [
        marks.length === 1
          ? `${paint.bold(heading)}  (${tinted(severity, terminal, catalogue)})`
          : headingOf(heading, terminal),
      ];
    });
  return lines.join('\n');
}

/** What is wrong in red, what is right in green. */
function headingOf(heading: string, { paint }: Terminal): string {
  const tint = /^(?:Wrong|错误)/.test(heading) ? paint.red : /^(?:Right|正确)/.test(heading) ? paint.green : paint.cyan;
  return paint.bold(tint(heading));
}

const SEVERITIES: Readonly<Record<CodeEntry['severity'], Message>> = {
  error: say`error`,
  warning: say`warning`,
  info: say`info`,
};

function tinted(severity: CodeEntry['severity'], { paint }: Terminal, catalogue?: Catalogue): string {
  const word = wordsOf(SEVERITIES[severity], catalogue);
  return { error: paint.red, warning: paint.yellow, info: paint.cyan }[severity](word);
}
