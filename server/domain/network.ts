/**
 * Returns the networks of a client's address, the smallest first. For IPv6 `address` is a /64, which one household has;
 * a provider or a company has the /48 around it.
 */
export function getNetworks(address: string): { own: string; site: string | null } {
  const groups = address.split(':');
  return { own: address, site: groups.length === 4 ? groups.slice(0, 3).join(':') : null };
}
