import { inEnglish, say, type Message } from '../../message/index.ts';
import { toOperatingError, type OperatingErrorCode } from '../errors.ts';
import { failed, type CheckResult } from './check.ts';

interface Kind {
  readonly seen: Message;
  readonly fix: Message;
}

/** What failures that a look can meet come to, and what to do: errors speak English alone, and their codes are closed. */
const KINDS: Readonly<Partial<Record<OperatingErrorCode, Kind>>> = {
  ENGINE_UNREACHABLE: {
    seen: say`the engine cannot be reached`,
    fix: say`see the address of the engine in sluice.yaml, and whether it runs`,
  },
  ENGINE_REFUSED: {
    seen: say`the engine refuses, or something else answers at its address`,
    fix: say`see the address of the engine in sluice.yaml, and whether it runs`,
  },
  ENGINE_MISCONFIGURED: {
    seen: say`the settings of the engine do not go`,
    fix: say`see what sluice.yaml says of the engine`,
  },
  SOURCE_UNREACHABLE: {
    seen: say`the repository cannot be reached`,
    fix: say`see that this machine reaches it: \`git ls-remote\` with the same address, as the same user`,
  },
  SOURCE_DENIED: {
    seen: say`the repository is not shown to this machine`,
    fix: say`see SLUICE_GIT_URL, and give SLUICE_GIT_TOKEN of somebody who may read it; by ssh, a key and the host in known_hosts`,
  },
  SOURCE_REF_MISSING: {
    seen: say`the repository does not have the branch or tag that is followed`,
    fix: say`push it, or name another one with SLUICE_GIT_REF`,
  },
  STORE_UNREACHABLE: {
    seen: say`the store cannot be reached`,
    fix: say`see the address of the store, and whether its server runs`,
  },
  STORE_REFUSED: {
    seen: say`the store refuses the user, or has no such database`,
    fix: say`see the user, the password and the database of the store; the user needs SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER and INDEX there`,
  },
  STORE_UNSUPPORTED: {
    seen: say`this build does not go with the store`,
    fix: say`use MySQL 8.0 or newer or MariaDB 10.6 or newer, or the embedded SQLite store; or upgrade this host`,
  },
  LEASE_UNREACHABLE: {
    seen: say`Redis cannot be reached`,
    fix: say`see the address of Redis, and whether it runs`,
  },
  LEASE_REFUSED: {
    seen: say`Redis refuses, or is another one than the settings say`,
    fix: say`see the user and the password of Redis, its certificate, and whether it is a sentinel, a cluster or one server`,
  },
  AUTHORITIES_UNREADABLE: {
    seen: say`a file of authorities cannot be read`,
    fix: say`name a PEM file that this process may read, with REDIS_TLS_CA_FILE or KAFKA_TLS_CA_FILE`,
  },
  BUS_UNREACHABLE: {
    seen: say`Kafka cannot be reached`,
    fix: say`see the addresses of the brokers, and whether they run`,
  },
  PORT_IN_USE: {
    seen: say`another process has the port`,
    fix: say`end that process, or name another port with --port`,
  },
  PORT_NOT_ALLOWED: {
    seen: say`this user may not listen on the port`,
    fix: say`name a port from 1024 on with --port, or let the service have CAP_NET_BIND_SERVICE`,
  },
  ADDRESS_NOT_HERE: {
    seen: say`the address is none of this host`,
    fix: say`name one of this host with --host`,
  },
};

/**
 * What a look saw that threw. In English in the error's own words; other languages name the kind of failure by its code, and quote
 * those words, which are often another system's.
 *
 * @param fix What to do where neither the error nor its code says so.
 */
export function toldFailure(name: string, thrown: unknown, fix?: Message): CheckResult {
  const { code, message, help } = toOperatingError(thrown);
  const kind = KINDS[code];
  const given = help === undefined ? fix : say`${help}`;
  if (kind === undefined) return failed(name, say`${message}`, given);
  const seen = inEnglish(say`${message}`, say`${kind.seen}: “${message}”`);
  return failed(name, seen, given === undefined ? undefined : inEnglish(given, kind.fix));
}
