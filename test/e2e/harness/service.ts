import { originOf } from '../../../scripts/local-service.ts';

/** Where the tests' own service listens; E2E_PORT chooses another port. */
export const PORT = Number(process.env['E2E_PORT'] ?? 8789);
export const ORIGIN = originOf({ port: PORT, state: '' });
