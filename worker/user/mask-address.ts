/** An e-mail address so that its owner knows it and nobody else learns it: `n…e@e….com`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  const masked = local.length > 2 ? `${local[0]}•••${local.at(-1)}` : `${local[0]}•••`;
  return `${masked}@${domain[0]}•••${domain.slice(dot)}`;
}
