import { parse } from 'node:path';
import { runGit, type GitOutput } from '../../../compiler/index.ts';

/** A repository elsewhere, and how to speak with it. */
export interface GitRemote {
  readonly url: string;
  readonly username: string;
  /** Undefined where it asks for none. A secret. */
  readonly token: string | undefined;
}

/** A question takes a second; a fetch of one commit as long as the repository is large. */
const ASK_MS = 30_000;
const FETCH_MS = 120_000;
/** A connection that carries less than this for so long is dead, whatever it looks like. */
const SLOW_BYTES_PER_SECOND = 1;
const SLOW_SECONDS = 20;

/** Where no settings of a repository that happens to lie around are read. */
const NO_REPOSITORY = parse(process.cwd()).root;

/** Nothing that a repository brings is run: no filter of large files, no submodule. The bytes are those of the history. */
const AS_COMMITTED = [
  'core.autocrlf=false',
  'filter.lfs.smudge=',
  'filter.lfs.process=',
  'filter.lfs.required=false',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'gc.auto=0',
  'maintenance.auto=false',
  `http.lowSpeedLimit=${SLOW_BYTES_PER_SECOND}`,
  `http.lowSpeedTime=${SLOW_SECONDS}`,
];

/** What git would say with the secret in it. */
const TRACES = [
  'GIT_TRACE',
  'GIT_TRACE_CURL',
  'GIT_TRACE_PACKET',
  'GIT_TRACE2',
  'GIT_CURL_VERBOSE',
  'GIT_TRACE_CURL_NO_DATA',
];

/** Asks the remote, with a time limit: `ls-remote` and the like. */
export function askRemote(
  remote: GitRemote,
  args: readonly string[],
  signal?: AbortSignal,
  timeoutMs = ASK_MS,
): Promise<GitOutput> {
  return run(remote, NO_REPOSITORY, args, timeoutMs, signal);
}

/** Takes something from the remote into the repository of this folder. */
export function fetchRemote(
  remote: GitRemote,
  folder: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<GitOutput> {
  return run(remote, folder, args, FETCH_MS, signal);
}

/** Runs git in a folder of this machine, as {@link fetchRemote} does it. */
export function runInCheckout(folder: string, args: readonly string[], signal?: AbortSignal): Promise<GitOutput> {
  const settings = AS_COMMITTED.flatMap((setting) => ['-c', setting]);
  return runGit(folder, [...settings, ...args], signal === undefined ? {} : { signal });
}

async function run(
  remote: GitRemote,
  folder: string,
  args: readonly string[],
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<GitOutput> {
  const settings = [...AS_COMMITTED, ...credentialSettings(remote)].flatMap((setting) => ['-c', setting]);
  const { token } = remote;
  const output = await runGit(folder, [...settings, ...args], {
    environment: {
      ...Object.fromEntries(TRACES.map((name) => [name, undefined])),
      GIT_ALLOW_PROTOCOL: protocolOf(remote.url),
      GIT_SSH_COMMAND: process.env['GIT_SSH_COMMAND'] ?? 'ssh -oBatchMode=yes -oConnectTimeout=10',
      GIT_ASKPASS: '', // not only none: nor the one that settings name
      SSH_ASKPASS: undefined,
      SLUICE_GIT_USERNAME: remote.username,
      SLUICE_GIT_TOKEN: token,
    },
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });
  return token === undefined ? output : { ...output, stderr: output.stderr.replaceAll(token, '***') };
}

/** The token goes from the environment of git to this host alone: never into arguments, which every user of a machine sees, or a file. */
function credentialSettings({ url, token }: GitRemote): readonly string[] {
  if (token === undefined || !URL.canParse(url)) return [];
  const { protocol, host } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return [];
  const helper = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$SLUICE_GIT_USERNAME" "$SLUICE_GIT_TOKEN"; }; f`;
  const key = `credential.${protocol}//${host}.helper`;
  return ['credential.helper=', `${key}=`, `${key}=${helper}`];
}

/** The one by which the remote is reached; a redirect leads to no other one, but from `http` to `https`. */
function protocolOf(url: string): string {
  const [, scheme = 'ssh'] = /^([a-z]+):\/\//i.exec(url) ?? [];
  const named = scheme.toLowerCase();
  return named === 'http' ? 'http:https' : named;
}
