import type { ImportFormat } from '#schema/api/import.ts';

/** What a file is, by the ending of its name. */
export const formatOf = (name: string): ImportFormat =>
  /\.(?:jsonl|ndjson|json)$/i.test(name) ? 'json-lines' : 'csv';

export const ENDINGS = '.csv,.tsv,.txt,.jsonl,.ndjson,.json';
