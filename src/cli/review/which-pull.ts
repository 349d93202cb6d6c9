import { readFileSync } from 'node:fs';
import { say } from '../../message/index.ts';
import {
  detectGitee,
  detectGithub,
  detectGitlab,
  FORGE_APIS,
  type DetectedPull,
  type ForgeKind,
} from '../../review/index.ts';
import { UsageError } from '../exit-code.ts';
import type { ReviewFlags } from './review-flags.ts';

/** The pull request that is reviewed. */
export interface WhichPull {
  readonly forge: ForgeKind;
  /** Without a slash at its end. */
  readonly api: string;
  readonly repository: string;
  readonly number: number;
  /** Undefined where only the working tree says it. */
  readonly head: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** By flags, else by what CI says of itself. Throws a usage error. */
export function whichPull(flags: ReviewFlags, environment: Environment): WhichPull {
  const detected: DetectedPull =
    detectGithub(environment, eventOf(environment)) ?? detectGitlab(environment) ?? detectGitee(environment) ?? {};
  const forge = (Object.keys(FORGE_APIS) as ForgeKind[]).find((each) => each === (flags.forge ?? detected.forge)); // its own keys
  if (forge === undefined)
    throw new UsageError(
      say`this is no CI that review knows`,
      say`name the pull request: --forge github --repository OWNER/NAME --number N`,
    );
  const inCi: DetectedPull = detected.forge === forge ? detected : {};
  const repository = flags.repository ?? inCi.repository;
  if (repository === undefined || !/^[\w.~-]+(\/[\w.~-]+)*$/.test(repository))
    throw new UsageError(
      repository === undefined ? say`the repository is not known` : say`--repository ${repository} is no path`,
      say`write --repository OWNER/NAME`,
    );
  const number = flags.number ?? (inCi.number === undefined ? undefined : String(inCi.number));
  if (number === undefined || !/^[1-9]\d{0,14}$/.test(number))
    throw new UsageError(
      number === undefined ? say`the number of the pull request is not known` : say`--number ${number} is no number`,
      say`run it for a pull request, or add --number N`,
    );
  const api = apiOf(flags.api ?? inCi.api ?? FORGE_APIS[forge]);
  return { forge, api, repository, number: Number(number), head: flags.head ?? inCi.head };
}

/** The JSON of the event that a workflow runs for; undefined where there is none. */
function eventOf(environment: Environment): unknown {
  const file = environment['GITHUB_EVENT_PATH'];
  if (file === undefined || file === '') return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function apiOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new UsageError(
      say`--api is no http or https address without a user`,
      say`write it like https://git.example/api/v4; the token goes into --token as a reference`,
    );
  return text.replace(/\/+$/, '');
}
