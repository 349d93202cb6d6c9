import { say } from '../../message/index.ts';
import type { OptionSpec } from '../connector/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, isMapping, type Location } from '../text/index.ts';
import { checkFormat } from '../../time/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** In a date format of Java `mm` is minutes and `hh` comes twice a day: `yyyy-mm-dd hh:mm:ss` is a trap. */
export const dateFormatOption: PipelineRule = {
  name: 'date-format-option',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context))
      yield* formatsIn(node.options, spec.options, child(node.at, 'options'));
  },
};

function* formatsIn(
  options: Readonly<Record<string, unknown>>,
  specs: Readonly<Record<string, OptionSpec>>,
  at: Location,
): Iterable<Diagnostic> {
  for (const [key, value] of Object.entries(options)) {
    const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
    if (spec === undefined) continue;
    if (spec.dateFormat === true && typeof value === 'string') yield* problemOf(value, child(at, key));
    if (spec.members === undefined) continue;
    if (isMapping(value)) yield* formatsIn(value, spec.members, child(at, key));
    if (!Array.isArray(value)) continue;
    for (const [index, element] of value.entries())
      if (isMapping(element)) yield* formatsIn(element, spec.members, child(at, key, index));
  }
}

function* problemOf(format: string, at: Location): Iterable<Diagnostic> {
  const meant = format
    .replace(/Y+/g, (years) => years.toLowerCase())
    .replace(/D+/g, (days) => days.toLowerCase())
    .replace(/(y+[^a-zA-Z]*)mm/, '$1MM')
    .replaceAll('hh', 'HH');
  if (meant === format || /a/.test(format)) return; // `a` is the half of the day, which makes `hh` right
  const [problem] = checkFormat(format);
  yield makeDiagnostic('SL0621', at, say`\`${format}\` is another time than it looks like`, {
    notes: [problem?.message ?? say`\`mm\` is minutes and \`MM\` the month`],
    help: say`write \`${meant}\``,
    suggestions: [{ message: say`write \`${meant}\``, confidence: 'likely', edits: [{ at, newText: meant }] }],
  });
}
