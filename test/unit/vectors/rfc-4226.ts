/** RFC 4226 appendix D: the test values of HOTP with HMAC-SHA-1 and six digits. */
export const RFC_4226_SECRET = new TextEncoder().encode('12345678901234567890');

export const RFC_4226_COUNTS: [counter: number, code: string][] = [
  [0, '755224'],
  [1, '287082'],
  [2, '359152'],
  [3, '969429'],
  [4, '338314'],
  [5, '254676'],
  [6, '287922'],
  [7, '162583'],
  [8, '399871'],
  [9, '520489'],
];
