import { isIP } from 'node:net';

/** Which proxies are believed when they say whom they speak for: none, so many hops from here, or these addresses. */
export type TrustedProxies = false | number | string[];

/** Reads `false`, a count of hops, or addresses and networks with commas between. Undefined for anything else. */
export function trustedProxiesIn(text: string): TrustedProxies | undefined {
  if (text === 'false' || text === '0') return false;
  if (/^\d$/.test(text)) return Number(text);
  const addresses = text.split(',').map((one) => one.trim());
  return addresses.every(isAddressOrNetwork) ? addresses : undefined;
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
