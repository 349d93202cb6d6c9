import type { Command } from 'commander';

/** Shells that a completion script can be printed for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

interface Verb {
  readonly name: string;
  readonly meaning: string;
  readonly flags: readonly string[];
  /** Words that an argument can be, as far as they are known without looking anywhere. */
  readonly choices: readonly string[];
  /** True where an argument is a pipeline's name. */
  readonly takesPipeline: boolean;
}

/**
 * The completion script of a shell: verbs, their flags, the words that arguments can be, and names of
 * pipelines from the files below `pipelines/` (a file is mostly named after its pipeline; nothing is compiled).
 */
export function completionScript(program: Command, shell: Shell): string {
  const verbs = program.commands.flatMap((command) =>
    [command.name(), ...command.aliases()].map((name) => verbOf(command, name)),
  );
  const everywhere = longFlags(program);
  switch (shell) {
    case 'bash':
      return bashScript(verbs, everywhere);
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(verbs, everywhere)}`;
    case 'fish':
      return fishScript(verbs, everywhere);
    default:
      return shell satisfies never;
  }
}

function verbOf(command: Command, name: string): Verb {
  const [argument] = command.registeredArguments;
  return {
    name,
    meaning: command.description(),
    flags: longFlags(command),
    choices: argument?.argChoices ?? [],
    takesPipeline: argument !== undefined && /^(?:pipelines?|run)$/.test(argument.name()),
  };
}

function longFlags(command: Command): string[] {
  return command.options.flatMap(({ long }) => long ?? []).sort();
}

/** Names of the files below pipelines/, without their endings. */
const PIPELINES = String.raw`find pipelines -name '[!_]*.yaml' -o -name '[!_]*.yml' -o -name '[!_]*.ts' 2>/dev/null | sed 's|.*/||; s|\.[a-z]*$||'`;

function bashScript(verbs: readonly Verb[], everywhere: readonly string[]): string {
  const cases = verbs.map(({ name, flags, choices, takesPipeline }) => {
    const words = [...choices, ...(takesPipeline ? [`$(${PIPELINES})`] : [])].join(' ');
    return `    ${name}) flags="${flags.join(' ')}"; words="${words}" ;;`;
  });
  return `# sluice completion bash: source it, or put it where your shell looks for completions.
_sluice() {
  local word="\${COMP_WORDS[COMP_CWORD]}" verb="" flags="" words="" each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${verbs.map(({ name }) => name).join(' ')} " in *" $each "*) verb="$each"; break ;; esac
  done
  case "$verb" in
    "") words="${verbs.map(({ name }) => name).join(' ')}" ;;
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags ${everywhere.join(' ')}" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$word")); [ -n "\${COMPREPLY[*]}" ] || COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -F _sluice sluice
`;
}

function fishScript(verbs: readonly Verb[], everywhere: readonly string[]): string {
  const lines = verbs.flatMap(({ name, meaning, flags, choices, takesPipeline }) => [
    `complete -c sluice -n __fish_use_subcommand -f -a ${name} -d '${meaning.replaceAll("'", String.raw`\'`)}'`,
    ...flags.map((flag) => `complete -c sluice -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`),
    ...(choices.length === 0
      ? []
      : [`complete -c sluice -n '__fish_seen_subcommand_from ${name}' -f -a '${choices.join(' ')}'`]),
    ...(takesPipeline
      ? [
          `complete -c sluice -n '__fish_seen_subcommand_from ${name}' -f -a "(${PIPELINES.replaceAll('$', String.raw`\$`)})"`,
        ]
      : []),
  ]);
  return `# sluice completion fish: put it into ~/.config/fish/completions/sluice.fish\n${[
    ...lines,
    ...everywhere.map((flag) => `complete -c sluice -l ${flag.slice(2)}`),
  ].join('\n')}\n`;
}
