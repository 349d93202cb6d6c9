import { say, type Message } from '../../message/index.ts';

/** What to do about a forge's refusal. `rights`: what the token needs there. */
export function helpForStatus(status: number, rights: string): Message {
  switch (status) {
    case 401:
      return say`the token is wrong or has expired: make a new one, and name it with --token env/NAME or file/PATH`;
    case 403:
      return say`give the token ${rights}`;
    case 404:
      return say`check --repository and --number; a forge also answers so to a token that may not read there: it needs ${rights}`;
    case 413:
    case 422:
      return say`the forge does not take this text or commit: was it pushed, and is the pull request open?`;
    default:
      return status >= 500
        ? say`the forge has trouble: run it again later`
        : say`run it again with --dry-run to see what is sent`;
  }
}
