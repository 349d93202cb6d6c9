import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location, Path } from '../text/index.ts';

/**
 * Plain scalars that may be traps: what YAML 1.1, which many tools still read, takes for another value than
 * YAML 1.2, or a number that is not kept as it is written. A hit sends a file to the careful reader; too many cost
 * time only. Each branch is bounded, as `1:1:1:1` without end would be read again from each colon.
 */
export const MAY_BE_TRAP =
  /[:\-,[{][ \t]*(?:yes|no|on|off|[-+]?0[0-9]+|[-+]?[0-9]{1,20}(?::[0-5]?[0-9]){1,20}|[-+]?[0-9]+(?:_[0-9]+)+|[-+]?[0-9]+\.[0-9]*0)[ \t]*(?:$|[\r#,}\]])/im;

const SWITCH = /^(?:yes|no|on|off)$/i;
const LEADING_ZERO = /^[-+]?0[0-9]+$/;
const SEXAGESIMAL = /^[-+]?[0-9]+(?::[0-5]?[0-9])+$/;
const UNDERSCORES = /^[-+]?[0-9]+(?:_[0-9]+)+$/;
const CLOSING_ZERO = /^[-+]?[0-9]+\.[0-9]*0$/;

/** Maps whose values are handed on as text, by the key that holds them: nothing else says what type is meant there. */
const FREE_MAPS: ReadonlySet<string> = new Set(['properties', 'params', 'headers', 'options', 'confProp']);

/**
 * The finding about a plain scalar that is easily misread, or undefined. `path` leads to it. A number with a leading
 * zero is one anywhere; the others matter only where no type says what is meant, in maps of an engine's own names.
 */
export function trapOf(source: string, path: Path, at: Location): Diagnostic | undefined {
  const place: Location = { ...at, path };
  if (LEADING_ZERO.test(source)) return leadingZero(source, place);
  if (!path.slice(0, -1).some((step) => typeof step === 'string' && FREE_MAPS.has(step))) return undefined;
  if (SWITCH.test(source)) return switchWord(source, place);
  if (SEXAGESIMAL.test(source)) return sexagesimal(source, place);
  if (UNDERSCORES.test(source)) return underscores(source, place);
  if (CLOSING_ZERO.test(source)) return closingZero(source, place);
  return undefined;
}

function leadingZero(source: string, at: Location): Diagnostic {
  const octal = /^[-+]?0[0-7]+$/.test(source) ? Number.parseInt(source, 8) : undefined;
  return makeDiagnostic('SL0116', at, say`\`${source}\` is read as ${Number(source)}`, {
    notes: [
      octal === undefined
        ? say`a number keeps no leading zero`
        : say`a number keeps no leading zero, and tools that read YAML 1.1 take it for ${octal}`,
    ],
    help: say`quote it where text is meant: \`"${source}"\`; otherwise write \`${Number(source)}\``,
    suggestions: [quoted(source, at)],
  });
}

function switchWord(source: string, at: Location): Diagnostic {
  const meant = /^(?:yes|on)$/i.test(source) ? 'true' : 'false';
  return makeDiagnostic('SL0115', at, say`\`${source}\` is a text here, not \`${meant}\``, {
    notes: [say`YAML 1.1 knew it as \`${meant}\`; in YAML 1.2 it is a word like any other`],
    help: say`write \`${meant}\`, or quote it where the word is meant: \`"${source}"\``,
    suggestions: [
      { message: say`write \`${meant}\``, confidence: 'likely', edits: [{ at, newText: meant }] },
      quoted(source, at),
    ],
  });
}

function sexagesimal(source: string, at: Location): Diagnostic {
  const seconds = source.split(':').reduce((total, digits) => total * 60 + Number(digits), 0);
  return makeDiagnostic('SL0117', at, say`\`${source}\` is text here`, {
    notes: [say`tools that read YAML 1.1 take it for the number ${seconds}, in base sixty`],
    help: say`quote it, so that every reader agrees: \`"${source}"\``,
    suggestions: [{ ...quoted(source, at), confidence: 'certain' }],
  });
}

function underscores(source: string, at: Location): Diagnostic {
  const plain = source.replaceAll('_', '');
  return makeDiagnostic('SL0118', at, say`\`${source}\` is text here, not a number`, {
    notes: [say`YAML 1.1 allowed \`_\` between digits; YAML 1.2 does not`],
    help: say`write \`${plain}\``,
    suggestions: [{ message: say`write \`${plain}\``, confidence: 'likely', edits: [{ at, newText: plain }] }],
  });
}

function closingZero(source: string, at: Location): Diagnostic {
  return makeDiagnostic('SL0119', at, say`\`${source}\` is read as the number ${Number(source)}`, {
    notes: [say`a number keeps no zeros at its end, so the engine would get \`${Number(source)}\``],
    help: say`quote it where text is meant, as for a version: \`"${source}"\``,
    suggestions: [quoted(source, at)],
  });
}

function quoted(source: string, at: Location): NonNullable<Diagnostic['suggestions']>[number] {
  return { message: say`write \`"${source}"\``, confidence: 'likely', edits: [{ at, newText: `"${source}"` }] };
}
