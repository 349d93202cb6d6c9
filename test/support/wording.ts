import type { LocatedDiagnostic } from '../../src/compiler/index.ts';

/** Names that keep their capital at the beginning of a message. */
const PROPER =
  /^(?:ChunJun|Flink|FlinkX|Flink SQL|IANA|Kafka|MariaDB|MySQL|Parquet|Quartz|SQL|TypeScript|Unix|UTF-8|YAML)\b/;

/**
 * Where the texts of a finding break the rules of wording: lower-case start, no full stop, names in
 * backticks, never a blame. Each as `text: rule`.
 */
export function wordingProblems(diagnostic: LocatedDiagnostic): string[] {
  const { message, notes, help, labels, suggestions } = diagnostic;
  const texts = [
    message,
    ...notes,
    ...(help === undefined ? [] : [help]),
    ...[...labels, ...suggestions].map((each) => each.message),
  ];
  const problems = texts.flatMap((text) => rulesBroken(text).map((rule) => `${text}: ${rule}`));
  if (/^(?:use|write|add|remove|put)\b|did you mean|; (?:use|write|add|put)\b/.test(withoutCode(message)))
    problems.push(`${message}: help in the message`);
  return problems;
}

function rulesBroken(text: string): string[] {
  const prose = withoutCode(text);
  const broken: string[] = [];
  if (/^[A-Z]/.test(text) && !PROPER.test(text)) broken.push('begins with a capital');
  if (/[.!]$/.test(text)) broken.push('ends with a full stop');
  if (text.split('`').length % 2 === 0) broken.push('backticks do not pair');
  if (/["\n]/.test(prose)) broken.push('quotes or a line break outside backticks');
  if (/\b(?:illegal|bad|please|wrong|oops)\b/i.test(prose)) broken.push('blames or begs');
  if (text.trim() === '' || text.trim() !== text) broken.push('is empty or has spaces around it');
  return broken;
}

/** The text without what stands in backticks. */
function withoutCode(text: string): string {
  return text.replaceAll(/`[^`]*`/g, '');
}
