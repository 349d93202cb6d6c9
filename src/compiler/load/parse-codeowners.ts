import type { Ignore } from 'ignore';
import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceFile } from '../text/index.ts';
import { ignoreLibrary } from './ignore-library.ts';
import { stretch } from './stretch.ts';

/** Who owns which files of a repository. */
export interface CodeOwners {
  /** Owners of a file, by its path from the repository's root; none where no rule, or one without owners, matches. */
  ownersOf(path: string): readonly string[];
}

interface Rule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

interface Section {
  readonly rules: Rule[];
  /** Of rules that name nobody. */
  readonly defaults: readonly string[];
}

const OWNER = /^@{1,2}[\w.-]+(?:\/[\w.-]+)*$|^[^@\s]+@[^@\s]+$/;
/** Longer ones match no path that a system allows (Linux: 4,096 bytes), and make regular expressions that no engine takes. */
const LONGEST_PATTERN = 1000;
/** GitLab: `[Name]`, `^[Name]` (optional), `[Name][2]` (approvals), with owners of the section behind. */
const SECTION = /^\^?\[[^\]]+\](?:\[\d+\])?(?=\s|$)/;

/**
 * Reads a CODEOWNERS file as GitHub and GitLab do: patterns as in .gitignore, without `!`; the last rule that matches
 * wins; in GitLab's sections, the last of each. A line that is wrong is a warning, and no rule.
 */
export function parseCodeOwners(file: SourceFile): {
  readonly codeOwners: CodeOwners;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const sections: Section[] = [{ rules: [], defaults: [] }];
  let start = 0;
  for (const line of file.text.split('\n')) {
    readLine(line.replace(/\r$/, ''), sections, (from, end, message, help) => {
      diagnostics.push(makeDiagnostic('SL1201', stretch(file.path, start + from, start + end), message, { help }));
    });
    start += line.length + 1;
  }
  const ownersOf = (path: string): readonly string[] => {
    const owners = sections.flatMap(({ rules }) => rules.findLast(({ matches }) => matches(path))?.owners ?? []);
    return [...new Set(owners)];
  };
  return { codeOwners: { ownersOf }, diagnostics };
}

type Report = (start: number, end: number, message: Message, help: Message) => void;

function readLine(line: string, sections: Section[], report: Report): void {
  const words = wordsOf(line);
  const [first] = words;
  if (first === undefined) return;
  const heading = SECTION.exec(line.trimStart());
  if (heading !== null) {
    const behind = line.length - line.trimStart().length + heading[0].length;
    sections.push({ rules: [], defaults: ownersIn(wordsOf(line.slice(behind)), behind, report) ?? [] });
    return;
  }
  if (first.text.startsWith('!')) {
    const help = say`write the rule above, and under it a rule for these files with other owners, or with none`;
    report(first.start, first.end, say`a pattern of CODEOWNERS cannot begin with \`!\``, help);
    return;
  }
  if (first.text.length > LONGEST_PATTERN) {
    const help = say`write a shorter pattern: no path of a repository is as long`;
    report(first.start, first.end, say`a pattern of ${first.text.length} characters matches nothing`, help);
    return;
  }
  const owners = ownersIn(words.slice(1), 0, report);
  const section = sections.at(-1);
  if (owners === undefined || section === undefined) return;
  section.rules.push({
    matches: matcherOf(first.text),
    owners: owners.length === 0 ? section.defaults : owners,
  });
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words up to a comment; a space behind `\` belongs to the word. */
function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  for (const match of line.matchAll(/(?:\\.|[^\s\\])+/g)) {
    if (match[0].startsWith('#')) break;
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** Undefined when one is none: a rule with an owner lost would say what its author did not mean. */
function ownersIn(words: readonly Word[], shift: number, report: Report): readonly string[] | undefined {
  const wrong = words.find(({ text }) => !OWNER.test(text));
  if (wrong === undefined) return words.map(({ text }) => text);
  const help = say`write \`@user\`, \`@group/team\` or an address; a space in a path is written \`\\ \``;
  report(wrong.start + shift, wrong.end + shift, say`\`${wrong.text}\` is no owner`, help);
  return undefined;
}

function matcherOf(pattern: string): (path: string) => boolean {
  let compiled: Ignore | undefined;
  const steps = pattern.replace(/^\//, '').split('/').length;
  // `docs/*` is the files of that folder alone, where .gitignore would take the folders in it as a whole
  const isFlat = /[^*]\/\*$/.test(pattern) && !pattern.includes('**');
  return (path) => {
    compiled ??= ignoreLibrary()({ ignorecase: false }).add(pattern);
    return compiled.ignores(path) && (!isFlat || path.split('/').length === steps);
  };
}
