import { OperatingError, toOperatingError, type OperatingErrorCode } from '../runtime/index.ts';

/**
 * What a failure to listen means to the one who chose the place: PORT_IN_USE, PORT_NOT_ALLOWED, ADDRESS_NOT_HERE; codes of
 * https://man7.org/linux/man-pages/man2/bind.2.html and of getaddrinfo.
 */
export function portProblem(thrown: unknown, host: string, port: number): OperatingError {
  const told = (code: OperatingErrorCode, message: string, help: string): OperatingError =>
    new OperatingError(code, message, { retryable: false, help, cause: thrown });
  switch (thrown instanceof Error && 'code' in thrown ? thrown.code : undefined) {
    case 'EADDRINUSE':
      return told(
        'PORT_IN_USE',
        `port ${port} of ${host} is in use`,
        'stop what listens there, or choose another port with --port (0 takes a free one)',
      );
    case 'EACCES':
    case 'EPERM':
      return told(
        'PORT_NOT_ALLOWED',
        `this user may not listen on port ${port} of ${host}`,
        'choose a port from 1024 on with --port, or let the service have CAP_NET_BIND_SERVICE',
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return told(
        'ADDRESS_NOT_HERE',
        `${host} is no address of this host`,
        'name one with --host: 127.0.0.1 for this host alone, 0.0.0.0 for all of its addresses',
      );
    default:
      return toOperatingError(thrown);
  }
}
