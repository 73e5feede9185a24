import { expect, test } from 'vitest';
import { measured } from '../bench/candidates/start-countersign.ts';

// The benchmark is not part of the tests, and what it puts in the Worker's place is easily forgotten.
test.for(['countersign.worker.ts', 'countersign-hot.worker.ts'])(
  'the benchmark’s Worker builds: %s',
  async (entry) => {
    const [script] = await measured(entry);
    expect(script!.contents).toContain('UserObject');
  },
);
