import { vi } from 'vitest';

/** Makes checking a signature, and the hashes around it, take a random while longer. `vi.restoreAllMocks` ends it. */
export function slowSignatures(): void {
  for (const name of ['verify', 'digest'] as const) {
    const real = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<never>;
    vi.spyOn(crypto.subtle, name).mockImplementation(async (...args: unknown[]) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return real(...args);
    });
  }
}
