import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { whyHelp, whyMessage } from '../../runtime/index.ts';
import type { FindingJson, WhyJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';

/** A sentence first, then what it follows from and what else holds, then what to do. */
export function showWhy({ findings }: WhyJson, terminal: Terminal, catalogue: Catalogue | undefined): void {
  showFindings(findings, terminal, catalogue);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const help = new Set(findings.flatMap((finding) => helpOf(finding).map(words)));
  if (help.size === 0) return;
  terminal.say('');
  for (const text of help) terminal.say(`${terminal.paint.green(words(say`what to do`))}: ${text}`);
}

/** The answer, and what it follows from. */
export function showFindings(
  findings: readonly FindingJson[],
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const [answer, ...others] = findings;
  if (answer === undefined) {
    terminal.show(words(say`there is nothing on record that says why`));
    return;
  }
  terminal.show(terminal.paint.bold(words(whyMessage(answer))));
  for (const finding of others) terminal.show(`  - ${words(whyMessage(finding))}`);
}

function helpOf(finding: FindingJson): readonly Message[] {
  const help = whyHelp(finding);
  return help === undefined ? [] : [help];
}
