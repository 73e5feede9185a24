import { maskPhone } from '../../phone/mask-phone.ts';

/**
 * Where a code goes, so that its owner knows it and nobody else learns it: `n•••e@e•••.com`, `+33 •• •• •• 42`.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return maskPhone(address);
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  const masked = local.length > 2 ? `${local[0]}•••${local.at(-1)}` : `${local[0]}•••`;
  return `${masked}@${domain[0]}•••${domain.slice(dot)}`;
}
