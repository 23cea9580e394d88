import { isIPv4 } from 'node:net';

/**
 * Returns whether a host name always means this machine: `localhost`, 127.0.0.0/8 and ::1, the last with or without
 * brackets. Other names are not resolved: the owner of a name can change what it resolves to.
 */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '::1' || hostname === '[::1]') return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}
