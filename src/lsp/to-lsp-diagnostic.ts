import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { LocatedDiagnostic } from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import { tagsOf } from './diagnostic-tags.ts';
import type { rangesOf } from './text-ranges.ts';

/** What turns a finding into one of the protocol's. */
export interface DiagnosticContext {
  /** The ranges of a file of the project, by its path. */
  readonly rangesIn: (file: string) => ReturnType<typeof rangesOf>;
  readonly uriOf: (file: string) => string;
  /** Address of a code's page, by its path in the package; undefined where there is none. */
  readonly pageOf: (docsUrl: string) => string | undefined;
  readonly words: (message: Message) => string;
  /** Whether the editor shows other places beside a finding; without it they are part of the text. */
  readonly relatedInformation: boolean;
}

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** A finding as an editor shows it: message, notes and help in the text, other places beside it. */
export function toLspDiagnostic(found: LocatedDiagnostic, context: DiagnosticContext): Diagnostic {
  const page = context.pageOf(found.docsUrl);
  const tags = tagsOf(found.code);
  return {
    range: context.rangesIn(found.file)(found.range.start.offset, found.range.end.offset),
    severity: SEVERITY[found.severity],
    code: found.code,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: 'sluice',
    message: textOf(found, context),
    ...(tags.length === 0 ? {} : { tags }),
    ...(found.labels.length === 0 || !context.relatedInformation
      ? {}
      : {
          relatedInformation: found.labels.map(({ file, range, message }) => ({
            location: { uri: context.uriOf(file), range: context.rangesIn(file)(range.start.offset, range.end.offset) },
            message,
          })),
        }),
  };
}

function textOf(
  { message, notes, help, labels }: LocatedDiagnostic,
  { words, relatedInformation }: DiagnosticContext,
): string {
  const places = relatedInformation
    ? []
    : labels.map((label) => `${label.file}:${label.range.start.line}:${label.range.start.column} ${label.message}`);
  return [
    message,
    ...places,
    ...notes.map((note) => words(say`note: ${note}`)),
    ...(help === undefined ? [] : [words(say`help: ${help}`)]),
  ].join('\n');
}
