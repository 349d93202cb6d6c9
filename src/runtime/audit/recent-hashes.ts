/** More than a relay sends again after a crash, and than partitions that are read side by side lie apart. */
const MOST = 50_000;

/** Hashes of the events that were read last, whichever chains they are of: memory stays bounded. */
export class RecentHashes {
  readonly #hashes = new Map<string, string>();

  of(topic: string, key: string, sequence: number): string | undefined {
    return this.#hashes.get(`${topic} ${key} ${sequence}`);
  }

  keep(topic: string, key: string, sequence: number, hash: string): void {
    this.#hashes.set(`${topic} ${key} ${sequence}`, hash);
    if (this.#hashes.size <= MOST) return;
    const [oldest] = this.#hashes.keys();
    if (oldest !== undefined) this.#hashes.delete(oldest);
  }
}
