import { say } from '../../message/index.ts';
import type { PipelineDefinition } from '../../compiler/syntax/index.ts';
import { RUN_TIME_NAMES } from '../../time/index.ts';
import type { Notes } from './notes.ts';

/** What schedulers write for a day's load, and what it is here: the day before the fire, `yyyyMMdd`. */
const SAME_MEANING: Readonly<Record<string, string>> = { bizdate: 'bizdate', 'bdp.system.bizdate': 'bizdate' };

/** A placeholder that could be filled by the engine's `-p`. */
const PLACEHOLDER = /\$\{([^{}]*)\}/g;

/**
 * `${name}` in a job, which the engine's `-p` fills: parameters of the pipeline. A name that Sluice has with
 * the same meaning stays; one that Sluice has with another is renamed; the engine's own stay too.
 */
export class Placeholders {
  readonly #notes: Notes;
  readonly #parameters = new Set<string>();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** Names that somebody has to give, sorted. */
  get parameters(): readonly string[] {
    return [...this.#parameters].sort();
  }

  /** They as a pipeline declares them: without a value, which somebody has to give. */
  get params(): Pick<PipelineDefinition, 'params'> {
    const declared = this.parameters.map((parameter) => [parameter, {}]);
    return declared.length === 0 ? {} : { params: Object.fromEntries(declared) };
  }

  /** A text of the movement, where run-time values are filled in. The engine's own names stay as they are. */
  inText(text: string, path: string, engineNames: readonly string[] = []): string {
    if (!text.includes('${')) return text;
    const filled = text.replaceAll(PLACEHOLDER, (whole, name: string) => {
      if (engineNames.some((known) => isNamed(name, known))) return whole;
      if (!/^[\w.\- ]+$/.test(name)) return `$${whole}`;
      return `\${${this.#parameter(name, path)}}`;
    });
    return filled.replaceAll(/(?<!\$)\$\{(?![^{}]*\})/g, '$$$${');
  }

  /** A part of an address, where only the executor's environment is known. */
  inAddress(text: string, path: string): string {
    return text.replaceAll(PLACEHOLDER, (whole, name: string) => {
      if (/^(?:env|secret):/.test(name)) return whole;
      const variable = name.replaceAll(/\W+/g, '_').replace(/^(?=\d)/, '_');
      this.#notes.add(
        path,
        'renamed',
        say`an address is filled from the executor's environment: set \`${variable}\` there`,
      );
      return `\${env:${variable}}`;
    });
  }

  #parameter(name: string, path: string): string {
    const same = SAME_MEANING[name];
    if (same !== undefined) {
      if (same !== name) this.#notes.add(path, 'renamed', say`\`${name}\` is \`${same}\` here`);
      return same;
    }
    const plain = name.replaceAll(/[^A-Za-z0-9_.]+/g, '_').replace(/^(?=[\d.])/, '_');
    const isOurs = RUN_TIME_NAMES.some((known) => known === plain);
    const parameter = isOurs ? `${plain.replaceAll('.', '_')}_param` : plain;
    if (parameter !== name) this.#notes.add(path, 'renamed', say`parameter \`${name}\` is named \`${parameter}\` here`);
    this.#parameters.add(parameter);
    return parameter;
  }
}

/** `param.*` is every name after `param.`. */
function isNamed(name: string, known: string): boolean {
  return known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known;
}
