/** An address or a network: its bits, and how many of them count. */
export interface Network {
  /** 32 or 128 bits. */
  bits: bigint;
  width: 32 | 128;
  prefix: number;
}

/** Reads 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32. @returns null where it is neither address nor network */
export function parseNetwork(text: string): Network | null {
  const [address = '', length, more] = text.split('/');
  if (more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const width = address.includes(':') ? 128 : 32;
  const bits = width === 128 ? parseIPv6(address) : parseIPv4(address);
  const prefix = length === undefined ? width : Number(length);
  return bits === null || prefix > width ? null : { bits, width, prefix };
}

function parseIPv4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256))
    return null;
  return octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

function parseIPv6(text: string): bigint | null {
  const halves = text.toLowerCase().split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map(groupsOf) as [string[], string[]?];
  const zeros = 8 - left.length - (right?.length ?? 0);
  if (right ? zeros < 1 : zeros !== 0) return null;
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...(right ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** Four octets at the end are two groups (RFC 4291 section 2.2). */
function groupsOf(text: string): string[] {
  if (text === '') return [];
  const groups = text.split(':');
  const octets = groups.at(-1)!.includes('.') ? parseIPv4(groups.pop()!) : null;
  if (octets === null) return groups.length > 0 ? groups : ['not a group'];
  return [...groups, (octets >> 16n).toString(16), (octets & 0xffffn).toString(16)];
}
