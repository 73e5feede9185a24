/** A report of the FIDO Metadata Service on a model (section 3.1.3). */
interface StatusReport {
  status: string;
  /** ISO date. */
  effectiveDate?: string | undefined;
}

/** Statuses after which an authenticator proves nothing (FIDO Metadata Service 3.1 section 3.1.4). */
const WITHDRAWN = new Set([
  'REVOKED',
  'USER_VERIFICATION_BYPASS',
  'ATTESTATION_KEY_COMPROMISE',
  'USER_KEY_REMOTE_COMPROMISE',
  'USER_KEY_PHYSICAL_COMPROMISE',
]);

/**
 * Whether a model's latest status withdraws it. The reports come in no order that could be relied on: by their
 * dates; of one day the worst counts, and one without a date is in force as long as it stands there.
 */
export function isWithdrawn(reports: StatusReport[]): boolean {
  const dates = reports.flatMap(({ effectiveDate }) => effectiveDate ?? []);
  const latest = dates.toSorted().at(-1);
  return reports.some(
    ({ status, effectiveDate = latest }) => WITHDRAWN.has(status) && effectiveDate === latest,
  );
}
