import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** The built page at `/`. Files under assets/ carry a digest in their name and never change. */
export async function servePage(server: FastifyInstance, webDir: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: webDir,
    index: ['index.html'],
    cacheControl: false,
    setHeaders(response, path) {
      const forever = /[\\/]assets[\\/]/.test(path);
      response.header('cache-control', forever ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}
