import { BlockList, isIPv6 } from 'node:net';

/** First address and prefix length of every range that is not the public internet (RFC 6890). */
const ranges = {
	ipv4: [
		['0.0.0.0', 8],
		['10.0.0.0', 8],
		['100.64.0.0', 10],
		['127.0.0.0', 8],
		['169.254.0.0', 16],
		['172.16.0.0', 12],
		['192.0.0.0', 24],
		['192.0.2.0', 24],
		['192.168.0.0', 16],
		['198.18.0.0', 15],
		['198.51.100.0', 24],
		['203.0.113.0', 24],
		['224.0.0.0', 3],
	],
	// Only 2000::/3 is routed; in it are documents' addresses and 6to4, which may lead to any IPv4 address.
	ipv6: [
		['::', 3],
		['4000::', 2],
		['8000::', 1],
		['2001:db8::', 32],
		['2002::', 16],
	],
} as const;

/** One list would take an IPv4 address for its form in IPv6, which is not routed. */
const private4 = new BlockList();
const private6 = new BlockList();
for (const [first, length] of ranges.ipv4) private4.addSubnet(first, length, 'ipv4');
for (const [first, length] of ranges.ipv6) private6.addSubnet(first, length, 'ipv6');

/** @param address an IPv4 or IPv6 address as text */
export const isPrivateAddress = (address: string): boolean =>
	isIPv6(address) ? private6.check(address, 'ipv6') : private4.check(address, 'ipv4');
