import { execFileSync, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';

/** Serves the repositories of a folder by git's own `http-backend`, to who brings this user and password. It does not listen yet. */
export function serveGit(folder: string, user: { readonly username: string; readonly password: string }): Server {
  const backend = `${execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim()}/git-http-backend`;
  const wanted = `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
  return createServer((request, response) => {
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const child = spawn(backend, {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: [request.headers['git-protocol'] ?? ''].flat().join(':'),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        REMOTE_USER: user.username,
      },
    });
    request.pipe(child.stdin);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const headers = answer
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(/: */, 2));
      const status = headers.find(([name]) => name?.toLowerCase() === 'status')?.[1];
      for (const [name = '', value = ''] of headers)
        if (name.toLowerCase() !== 'status') response.setHeader(name, value);
      response.writeHead(Number.parseInt(status ?? '200', 10)).end(answer.subarray(end + 4));
    });
  });
}
