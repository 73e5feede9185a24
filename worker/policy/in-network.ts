import { parseNetwork } from '../../schema/parse-network.ts';

/** 10 octets of zeros and two of ones: an IPv4 address as IPv6 writes it (RFC 4291 section 2.5.5.2). */
const MAPPED = 0xffffn;

/** Whether an address is in a network. What cannot be read is in none. */
export function inNetwork(ip: string, network: string): boolean {
  const address = asItself(parseNetwork(ip));
  const of = parseNetwork(network);
  if (!address || !of || address.width !== of.width) return false;
  const rest = BigInt(of.width - of.prefix);
  return address.bits >> rest === of.bits >> rest;
}

function asItself(address: ReturnType<typeof parseNetwork>) {
  if (address?.width !== 128 || address.bits >> 32n !== MAPPED) return address;
  return { bits: address.bits & 0xffff_ffffn, width: 32 as const, prefix: 32 };
}
