/**
 * RFC 6238 appendix B: the test values of TOTP, eight digits, steps of 30 s. The secrets are as long as the hash
 * (erratum 2866: the table's own text names one secret, its reference code three).
 */
const digits = (length: number) => new TextEncoder().encode('1234567890'.repeat(7).slice(0, length));

export const RFC_6238_SECRETS = { SHA1: digits(20), SHA256: digits(32), SHA512: digits(64) };

type Codes = Record<keyof typeof RFC_6238_SECRETS, string>;

export const RFC_6238_TIMES: [seconds: number, step: string, codes: Codes][] = [
  [59, '0000000000000001', { SHA1: '94287082', SHA256: '46119246', SHA512: '90693936' }],
  [1111111109, '00000000023523EC', { SHA1: '07081804', SHA256: '68084774', SHA512: '25091201' }],
  [1111111111, '00000000023523ED', { SHA1: '14050471', SHA256: '67062674', SHA512: '99943326' }],
  [1234567890, '000000000273EF07', { SHA1: '89005924', SHA256: '91819424', SHA512: '93441116' }],
  [2000000000, '0000000003F940AA', { SHA1: '69279037', SHA256: '90698825', SHA512: '38618901' }],
  [20000000000, '0000000027BC86AA', { SHA1: '65353130', SHA256: '77737706', SHA512: '47863826' }],
];
