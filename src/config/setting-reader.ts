/** A value with where it came from, for `config show --origin` and for error texts. */
export interface Setting<T> {
  readonly value: T;
  /** For example `--port`, `MYSQL_ADDRESS`, `default`. */
  readonly origin: string;
}

/** A setting that cannot be used: a user's mistake, told with its origin. */
export interface SettingProblem {
  readonly origin: string;
  readonly message: string;
  readonly help: string;
}

/** A host and its port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Takes settings from flags and the environment, and notes what is wrong with them. */
export class SettingReader {
  readonly problems: SettingProblem[] = [];
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  optional(flag: string | undefined, flagName: string, variables: readonly string[]): Setting<string | undefined> {
    if (flag !== undefined) return { value: flag, origin: flagName };
    for (const name of variables) {
      const value = this.#environment[name];
      if (value !== undefined && value !== '') return { value, origin: name };
    }
    return { value: undefined, origin: 'default' };
  }

  text(flag: string | undefined, flagName: string, variables: readonly string[], fallback: string): Setting<string> {
    const { value, origin } = this.optional(flag, flagName, variables);
    return { value: value ?? fallback, origin };
  }

  number(
    flag: string | undefined,
    flagName: string,
    variables: readonly string[],
    fallback: number,
    minimum: number,
    maximum: number,
  ): Setting<number> {
    const { value, origin } = this.optional(flag, flagName, variables);
    if (value === undefined) return { value: fallback, origin };
    const number = Number(value);
    if (Number.isInteger(number) && number >= minimum && number <= maximum) return { value: number, origin };
    this.problems.push({
      origin,
      message: `\`${value}\` is not a whole number from ${minimum} to ${maximum}`,
      help: `leave it out for ${fallback}`,
    });
    return { value: fallback, origin };
  }

  /** A variable whose value is one of a few words. */
  oneOf<Word extends string>(variable: string, words: readonly Word[], fallback: Word): Setting<Word> {
    const { value, origin } = this.variable(variable);
    if (value === undefined) return { value: fallback, origin };
    const word = words.find((known) => known === value);
    if (word !== undefined) return { value: word, origin };
    this.problem(origin, `\`${value}\` is not known here`, `use ${words.map((known) => `\`${known}\``).join(', ')}`);
    return { value: fallback, origin };
  }

  /** A variable of the environment; empty is not set. */
  variable(...names: readonly string[]): Setting<string | undefined> {
    return this.optional(undefined, '', names);
  }

  problem(origin: string, message: string, help: string): void {
    this.problems.push({ origin, message, help });
  }

  /** `host:port` or `host`; an IPv6 host in brackets. */
  address(value: string, origin: string, defaultPort: number): Address {
    const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(value.trim());
    const port = Number(match?.[3] ?? defaultPort);
    if (!match || port > 65_535) {
      this.problems.push({
        origin,
        message: `\`${value}\` is not an address`,
        help: `write host:port, as in \`127.0.0.1:${defaultPort}\``,
      });
      return { host: '127.0.0.1', port: defaultPort };
    }
    return { host: match[1] ?? match[2] ?? '127.0.0.1', port };
  }

  /** Several addresses, with commas between them. */
  addresses(value: string, origin: string, defaultPort: number): readonly Address[] {
    const parts = value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    if (parts.length === 0)
      this.problem(origin, 'has no address', `write host:port, as in \`127.0.0.1:${defaultPort}\``);
    return parts.map((part) => this.address(part, origin, defaultPort));
  }
}
