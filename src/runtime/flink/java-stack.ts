/** Names of Java exceptions as stacks print them: `org.apache.flink.X$Y: message`. */
const EXCEPTION_LINE = /^(?:Caused by: )?((?:[a-zA-Z_$][\w$]*\.)+[A-Z][\w$]*)(?:: (.*))?$/;
const LONGEST_CAUSE = 2000;

/**
 * The cause a person needs: the last `Caused by:` of a Java stack, with lines of its message that go
 * on below it; where there is none, the first line. Flink wraps every fault in several exceptions
 * and puts the useful one at the end (seen on 1.11.3, 1.16.1, 1.20.3, 2.3.0).
 */
export function lastCause(stack: string): string {
  const lines = stack.split(/\r?\n/);
  const index = lines.findLastIndex((line) => line.trimStart().startsWith('Caused by: '));
  const from = index === -1 ? lines.findIndex((line) => line.trim() !== '') : index;
  if (from === -1) return '';
  const message = [(lines[from] ?? '').trim().replace(/^Caused by: /, '')];
  for (const line of lines.slice(from + 1)) {
    if (/^\s*(?:at |\.\.\. \d+|Suppressed: |Caused by: |End of exception on server side)/.test(line)) break;
    if (line.trim() === '' || line.trim() === '>') break;
    message.push(line.trim());
  }
  const text = message.join(' ').replace(/>$/, '');
  return text.length > LONGEST_CAUSE ? `${text.slice(0, LONGEST_CAUSE)}…` : text;
}

/** A cause without the package of its exception class: `ValidationException: no such table`. */
export function shortCause(stack: string): string {
  const cause = lastCause(stack);
  const found = EXCEPTION_LINE.exec(cause);
  if (found === null) return cause;
  const name = (found[1] ?? '').split('.').at(-1) ?? '';
  return found[2] === undefined ? name : `${name}: ${found[2]}`;
}
