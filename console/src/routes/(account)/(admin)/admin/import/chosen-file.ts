import { FAULTS } from '#schema/api/fault.ts';
import { IMPORT_MAX_BYTES } from '#schema/api/import.ts';
import * as v from 'valibot';

/** A file that can be uploaded. */
export const ChosenFile = v.object({
  file: v.pipe(
    v.instance(File, FAULTS['file-missing']),
    v.check(({ size }) => size > 0, FAULTS['file-empty']),
    v.check(({ size }) => size <= IMPORT_MAX_BYTES, FAULTS['file-too-large']),
  ),
});
