/**
 * What the log says of an error. Where it wraps another (drizzle's of a statement does), that one: the wrapper's words
 * quote the statement's values, which may be somebody's address.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? errorText(error.cause) : error.message;
}
