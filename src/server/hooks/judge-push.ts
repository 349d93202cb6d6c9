import type { IncomingHttpHeaders } from 'node:http';
import type { SourcePlace } from '../../runtime/index.ts';

/** What is made of a delivery that is signed. */
export type PushVerdict = { readonly concerns: true } | { readonly concerns: false; readonly reason: string };

const CONCERNS: PushVerdict = { concerns: true };
/** Events of something pushed, as GitHub, Gitea, GitLab and Gitee name them. */
const PUSHES: ReadonlySet<string> = new Set(['push', 'create', 'delete', 'push hook', 'tag push hook', 'system hook']);
const EVENT_HEADERS = ['x-github-event', 'x-gitea-event', 'x-gitlab-event', 'x-gitee-event'];
const ADDRESSES = ['clone_url', 'git_http_url', 'http_url', 'git_url', 'html_url', 'web_url', 'homepage', 'url'];

/**
 * Whether a delivery is of the repository and the ref that are followed. What it says is used for nothing else: the repository
 * itself is asked. What it does not say is no reason to ignore it.
 *
 * @param place What is followed; undefined where nothing was read yet.
 */
export function judgePush(headers: IncomingHttpHeaders, body: unknown, place: SourcePlace | undefined): PushVerdict {
  const event = EVENT_HEADERS.flatMap((name) => headers[name] ?? [])[0];
  if (headers['x-gitee-ping'] === 'true') return ignored('it is a trial');
  if (event !== undefined && !PUSHES.has(event.toLowerCase())) return ignored(`it tells of \`${short(event)}\``);
  if (place === undefined) return CONCERNS;
  const told = addressesIn(body);
  if (told.length > 0 && !told.some((address) => isSameRepository(place.url, address)))
    return ignored(`it is of the repository \`${short(told[0] ?? '')}\``);
  const ref = textIn(body, 'ref');
  if (ref === undefined || !ref.startsWith('refs/') || refsOf(place.ref, body).has(ref)) return CONCERNS;
  return ignored(`it is of \`${short(ref)}\``);
}

/** A forge is reached by several names, and through several doors: who differs in the host alone is asked all the same. */
function isSameRepository(followed: string, told: string): boolean {
  const [own, other] = [pathOf(followed), pathOf(told)];
  return own === other || own.endsWith(`/${other}`) || other.endsWith(`/${own}`);
}

function pathOf(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address.replace(/^[^:]*:/, '');
  return path
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}

/** The full names that a ref of the settings can mean. */
function refsOf(ref: string, body: unknown): ReadonlySet<string> {
  if (ref.startsWith('refs/')) return new Set([ref]);
  if (ref !== 'HEAD') return new Set([`refs/heads/${ref}`, `refs/tags/${ref}`]);
  const branch = repositories(body)
    .map((each) => textIn(each, 'default_branch'))
    .find((name) => name !== undefined);
  const pushed = textIn(body, 'ref');
  return new Set([branch === undefined ? (pushed ?? '') : `refs/heads/${branch}`]);
}

function addressesIn(body: unknown): readonly string[] {
  return repositories(body).flatMap((each) => ADDRESSES.flatMap((name) => textIn(each, name) ?? []));
}

function repositories(body: unknown): readonly unknown[] {
  return ['repository', 'project'].flatMap((name) => fieldOf(body, name) ?? []);
}

function textIn(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'string' && field !== '' ? field : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // an object has fields
    : undefined;
}

function ignored(reason: string): PushVerdict {
  return { concerns: false, reason };
}

/** A text of others, for one line. */
function short(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, ' ').slice(0, 200);
}
